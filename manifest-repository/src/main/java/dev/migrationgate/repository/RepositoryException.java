package dev.migrationgate.repository;

/**
 * Why a repository could not be read.
 *
 * <p>It has no cause: what a server answers stands in JGit's exceptions, and a server may answer with the credential that it
 * was given.
 */
public final class RepositoryException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What can be done about it. */
    public enum Kind {
        /** The server was away, slow or broken, or somebody else uses the mirror: try again. */
        UNREACHABLE,
        /** The server does not let us: the URL or the credential is wrong. */
        REFUSED,
        /** There is no such commit on that branch, or no such branch, or it is there no more. */
        NO_SUCH_COMMIT,
        /** It is larger than the limits. */
        TOO_LARGE
    }

    private final Kind kind;

    RepositoryException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** What can be done about it. */
    public Kind kind() {
        return kind;
    }
}
