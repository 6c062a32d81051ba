package dev.migrationgate.google;

import com.google.api.gax.longrunning.OperationSnapshot;
import com.google.api.gax.longrunning.OperationTimedPollAlgorithm;
import com.google.api.gax.retrying.RetrySettings;
import com.google.api.gax.rpc.OperationCallSettings;
import com.google.api.gax.rpc.StatusCode;
import com.google.api.gax.rpc.UnaryCallSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a call may take and whether the client may repeat it.
 *
 * <p>A call that changes something is sent once: after an ambiguous answer the caller looks before it acts, which a
 * client that repeats in secret would spoil. Calls that only read are repeated while the server is unavailable.
 */
final class CallPolicy {
    private static final Duration CALL_LIMIT = Duration.ofSeconds(20);
    private static final RetrySettings READ = RetrySettings.newBuilder()
            .setInitialRetryDelayDuration(Duration.ofMillis(100))
            .setRetryDelayMultiplier(2)
            .setMaxRetryDelayDuration(Duration.ofSeconds(3))
            .setInitialRpcTimeoutDuration(CALL_LIMIT)
            .setMaxRpcTimeoutDuration(CALL_LIMIT)
            .setTotalTimeoutDuration(CALL_LIMIT)
            .build();
    private static final RetrySettings POLL = RetrySettings.newBuilder()
            .setInitialRetryDelayDuration(Duration.ofMillis(100))
            .setRetryDelayMultiplier(1.5)
            .setMaxRetryDelayDuration(Duration.ofSeconds(5))
            .setInitialRpcTimeoutDuration(Duration.ZERO)
            .setMaxRpcTimeoutDuration(Duration.ZERO)
            .setTotalTimeoutDuration(Duration.ofMinutes(10))
            .build();

    private CallPolicy() {}

    /** One try within the call limit; returns null because gax's {@code ApiFunction<…, Void>} wants it. */
    static @Nullable Void once(UnaryCallSettings.Builder<?, ?> call) {
        call.setSimpleTimeoutNoRetriesDuration(CALL_LIMIT);
        return null;
    }

    /** Repeats each of {@code calls} on UNAVAILABLE, all tries together within the call limit. */
    static void repeatable(UnaryCallSettings.Builder<?, ?>... calls) {
        for (UnaryCallSettings.Builder<?, ?> call : calls) {
            call.setRetryableCodes(StatusCode.Code.UNAVAILABLE).setRetrySettings(READ);
        }
    }

    /** Sends the call that starts a long-running operation once, and polls the operation for at most ten minutes. */
    static <T> void operation(OperationCallSettings.Builder<T, ?, ?> call) {
        UnaryCallSettings.Builder<T, OperationSnapshot> initial = UnaryCallSettings.newUnaryCallSettingsBuilder();
        call.setInitialCallSettings(
                initial.setSimpleTimeoutNoRetriesDuration(CALL_LIMIT).build());
        call.setPollingAlgorithm(OperationTimedPollAlgorithm.create(POLL));
    }
}
