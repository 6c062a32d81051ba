package dev.migrationgate.trace;

/**
 * A piece of work that may outlast the process that began it, as a migration does. Its span is told when it has ended, by whoever sees
 * the end; so the span's id has to be known before, and the same to everybody.
 *
 * @param cause what it was begun for
 * @param name what it is, for example {@code migration}; the span's name
 * @param deploymentId the deployment
 * @param key which of the pieces of this name that a deployment may have
 */
public record TracedWork(TraceParent cause, String name, String deploymentId, String key) {

    /** The context of all that is done for it, where its span will be told. */
    public TraceParent inside() {
        return cause.child(name + ' ' + deploymentId + ' ' + key);
    }
}
