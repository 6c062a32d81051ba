package dev.migrationgate.runner.job;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode;

/** What an error of Google's API says about the thing that was asked for. */
public enum Answer {
    /** There is none of the name. */
    MISSING,
    /** There is one of the name already. */
    EXISTS,
    /** The request was read and turned down; the same request would be again. */
    REFUSED,
    /** No telling whether it was carried out, or it was not for now; worth another try. */
    UNCLEAR;

    /** Reads an error. */
    public static Answer of(ApiException error) {
        return switch (error.getStatusCode().getCode()) {
            case NOT_FOUND -> MISSING;
            case ALREADY_EXISTS -> EXISTS;
            case INVALID_ARGUMENT, PERMISSION_DENIED, FAILED_PRECONDITION, OUT_OF_RANGE, UNIMPLEMENTED -> REFUSED;
            // UNAUTHENTICATED is the runner's own credential, which people repair.
            case OK,
                    CANCELLED,
                    UNKNOWN,
                    DEADLINE_EXCEEDED,
                    RESOURCE_EXHAUSTED,
                    ABORTED,
                    INTERNAL,
                    UNAVAILABLE,
                    DATA_LOSS,
                    UNAUTHENTICATED -> UNCLEAR;
        };
    }

    /** Whether a reading was turned down, which stays so until somebody repairs a permission or a credential. */
    static boolean forbids(ApiException error) {
        return of(error) == REFUSED || error.getStatusCode().getCode() == StatusCode.Code.UNAUTHENTICATED;
    }

    /** Whether a refusal is about the request alone, so that nobody who asks the same gets another answer. */
    static boolean sameForAll(ApiException error) {
        return switch (error.getStatusCode().getCode()) {
            case INVALID_ARGUMENT, OUT_OF_RANGE, UNIMPLEMENTED -> true;
            default -> false;
        };
    }

    /** The error as a sentence for people. */
    public static String text(ApiException error) {
        return error.getStatusCode().getCode() + ": " + String.valueOf(error.getMessage());
    }
}
