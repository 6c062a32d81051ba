package dev.migrationgate.deployer.cloudrun;

import com.google.api.gax.rpc.ApiException;

/** What an error of Cloud Run's API means for the caller. */
enum Answer {
    /** Somebody else was faster, or this caller was before: read again, then decide again. */
    CONFLICT,
    /** Not now, or nobody knows whether it took effect: look again later. */
    UNCLEAR,
    /** The same call would be refused again. */
    REFUSED;

    /** Codes as in https://cloud.google.com/apis/design/errors; Cloud Run says ABORTED to an etag that is not the newest. */
    static Answer of(ApiException e) {
        return switch (e.getStatusCode().getCode()) {
            case ABORTED, ALREADY_EXISTS -> CONFLICT;
            // UNAUTHENTICATED is the deployer's own credential, which comes back or is repaired.
            case UNAVAILABLE,
                    DEADLINE_EXCEEDED,
                    RESOURCE_EXHAUSTED,
                    INTERNAL,
                    UNKNOWN,
                    CANCELLED,
                    DATA_LOSS,
                    OK,
                    UNAUTHENTICATED -> UNCLEAR;
            case INVALID_ARGUMENT, NOT_FOUND, PERMISSION_DENIED, FAILED_PRECONDITION, OUT_OF_RANGE, UNIMPLEMENTED ->
                REFUSED;
        };
    }

    /** Whether Cloud Run was not to be reached: that says nothing of the call, and nothing of what it was about. */
    static boolean isOutage(ApiException e) {
        return switch (e.getStatusCode().getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, UNAUTHENTICATED -> true;
            default -> false;
        };
    }

    /** The code and Cloud Run's own words. */
    static String text(ApiException e) {
        String code = e.getStatusCode().getCode().name();
        String message = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
        if (message == null) {
            return code;
        }
        return message.startsWith(code) ? message : code + ": " + message;
    }
}
