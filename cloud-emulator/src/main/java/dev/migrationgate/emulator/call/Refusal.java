package dev.migrationgate.emulator.call;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** The statuses a call is refused with; messages name what was asked for and, where possible, what would be right. */
public final class Refusal {
    private Refusal() {}

    /** NOT_FOUND, worded as Google does. */
    public static StatusRuntimeException notFound(String kind, String name) {
        return Status.NOT_FOUND
                .withDescription("%s '%s' does not exist.".formatted(kind, name))
                .asRuntimeException();
    }

    /** ALREADY_EXISTS, worded as Google does. */
    public static StatusRuntimeException exists(String kind, String name) {
        return Status.ALREADY_EXISTS
                .withDescription("%s '%s' already exists.".formatted(kind, name))
                .asRuntimeException();
    }

    /** INVALID_ARGUMENT. */
    public static StatusRuntimeException invalid(String field, String rule) {
        return Status.INVALID_ARGUMENT.withDescription(field + ": " + rule).asRuntimeException();
    }

    /** FAILED_PRECONDITION. */
    public static StatusRuntimeException precondition(String message) {
        return Status.FAILED_PRECONDITION.withDescription(message).asRuntimeException();
    }

    /** Refuses with ABORTED unless no etag was sent or it is the current one. */
    public static void unlessCurrent(String name, String sentEtag, String currentEtag) {
        if (!sentEtag.isEmpty() && !sentEtag.equals(currentEtag)) {
            throw Status.ABORTED
                    .withDescription(
                            "Conflict for resource '%s': etag %s was sent, %s is current. Read it and try again."
                                    .formatted(name, sentEtag, currentEtag))
                    .asRuntimeException();
        }
    }
}
