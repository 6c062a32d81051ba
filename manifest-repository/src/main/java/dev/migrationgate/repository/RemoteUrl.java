package dev.migrationgate.repository;

import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jgit.transport.URIish;

/**
 * Where a repository is, as an operator configured it: {@code https://host[:port]/path} or {@code ssh://[user@]host[:port]/path}.
 * It holds no password, and nothing that any program would take for an option or a command.
 *
 * @param value the URL
 * @param insecureAllowed whether {@code http} and {@code file} are taken as well: for tests and for a server on this machine
 */
public record RemoteUrl(String value, boolean insecureAllowed) {
    private static final Set<String> SECURE = Set.of("https", "ssh");
    private static final Set<String> INSECURE = Set.of("http", "file");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+]");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
    private static final Pattern PATH = Pattern.compile("(~[A-Za-z0-9_.-]+)?(/[A-Za-z0-9_.~%+@,=-]*)+");
    private static final int MAX_LENGTH = 2_000;

    /** Refuses any other URL with {@link IllegalArgumentException}, whose message does not repeat it. */
    public RemoteUrl {
        URIish uri = parse(value);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme();
        require(
                SECURE.contains(scheme) || (insecureAllowed && INSECURE.contains(scheme)),
                "a repository's URL begins with https:// or ssh://");
        require(uri.getPass() == null, "a repository's URL holds no password: name a credential instead");
        require(
                uri.getUser() == null || scheme.equals("ssh"),
                "a repository's URL holds no user, except for ssh: the credential does");
        require(uri.getUser() == null || USER.matcher(uri.getUser()).matches(), "the user in the URL is malformed");
        require(
                scheme.equals("file")
                        || (uri.getHost() != null && HOST.matcher(uri.getHost()).matches()),
                "the URL names no host, or a malformed one");
        require(
                uri.getRawPath() != null && PATH.matcher(uri.getRawPath()).matches(),
                "the URL's path may hold letters, digits and any of / _ . ~ % + @ , = -");
    }

    /** A URL that is reached safely, {@code https} or {@code ssh}. */
    public static RemoteUrl of(String value) {
        return new RemoteUrl(value, false);
    }

    URIish uri() {
        return parse(value);
    }

    boolean isSsh() {
        return "ssh".equals(uri().getScheme());
    }

    @Override
    public String toString() {
        return value;
    }

    private static URIish parse(String value) {
        require(value.length() <= MAX_LENGTH, "the URL is too long");
        try {
            return new URIish(value);
        } catch (URISyntaxException _) {
            throw new IllegalArgumentException(
                    "not a repository's URL: https://host/path or ssh://user@host/path is wanted");
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
