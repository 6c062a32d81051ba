package dev.migrationgate.emulator.fault;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** The call's connection is to be cut: its caller hears nothing, and neither do the other calls of that connection. */
public final class ConnectionDropped extends StatusRuntimeException {
    private static final long serialVersionUID = 1L;

    /** Tells callers for whom there is no connection what gRPC's clients make of a lost one. */
    public ConnectionDropped() {
        super(Status.UNAVAILABLE.withDescription("connection dropped by the fault plan"));
    }
}
