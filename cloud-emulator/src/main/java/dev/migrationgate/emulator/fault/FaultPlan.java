package dev.migrationgate.emulator.fault;

/** Decides what goes wrong on purpose. Called on the thread that serves the call, so a wait delays just that call. */
public interface FaultPlan {
    /** Nothing goes wrong. */
    FaultPlan NONE = method -> {};

    /**
     * Comes before the call has any effect.
     *
     * @param method full gRPC method name, such as {@code google.cloud.run.v2.Jobs/CreateJob}
     * @throws ConnectionDropped the call's connection is cut
     * @throws io.grpc.StatusRuntimeException the call is refused with that status
     */
    void beforeEffect(String method);

    /** Whether, before this call has any effect, somebody else deletes the executions that run. */
    default boolean deletesExecutions(String method) {
        return false;
    }

    /**
     * Comes after the effect and before its answer is sent.
     *
     * @throws ConnectionDropped the call's connection is cut; the effect stays
     * @throws io.grpc.StatusRuntimeException the answer is replaced by that status; the effect stays
     */
    default void beforeAnswer(String method) {}

    /** Whether this answer is to be the one that the same question had before its present one. */
    default boolean stale(String method) {
        return false;
    }
}
