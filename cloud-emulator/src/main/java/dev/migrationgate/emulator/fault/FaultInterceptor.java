package dev.migrationgate.emulator.fault;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** Asks the plan before every call's effect and before every answer. */
public final class FaultInterceptor implements ServerInterceptor {
    private final FaultPlan plan;

    /** Of one plan. */
    public FaultInterceptor(FaultPlan plan) {
        this.plan = plan;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String method = call.getMethodDescriptor().getFullMethodName();
        Answering<Q, A> answering = new Answering<>(call, plan);
        return new SimpleForwardingServerCallListener<>(next.startCall(answering, headers)) {
            @Override
            public void onHalfClose() {
                try {
                    plan.beforeEffect(method);
                } catch (StatusRuntimeException refused) {
                    answering.close(refused.getStatus(), new Metadata());
                    return;
                }
                super.onHalfClose();
            }
        };
    }

    /** Holds back the answer where the plan says so; what follows a replaced answer goes nowhere. */
    private static final class Answering<Q, A> extends SimpleForwardingServerCall<Q, A> {
        private final FaultPlan plan;
        private boolean closed;

        Answering(ServerCall<Q, A> call, FaultPlan plan) {
            super(call);
            this.plan = plan;
        }

        @Override
        public void sendMessage(A answer) {
            try {
                plan.beforeAnswer(getMethodDescriptor().getFullMethodName());
                super.sendMessage(answer);
            } catch (StatusRuntimeException lost) {
                close(lost.getStatus(), new Metadata());
            }
        }

        @Override
        public void close(Status status, Metadata trailers) {
            if (!closed) {
                closed = true;
                super.close(status, trailers);
            }
        }
    }
}
