package dev.migrationgate.emulator.fault;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;

/** Asks the plan before every call's effect and before every answer. */
public final class FaultInterceptor implements ServerInterceptor {
    private final FaultPlan plan;
    private final EarlierAnswers answers = new EarlierAnswers();

    /** Of one plan. */
    public FaultInterceptor(FaultPlan plan) {
        this.plan = plan;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String method = call.getMethodDescriptor().getFullMethodName();
        Answering<Q, A> answering = new Answering<>(call, plan, answers);
        return new SimpleForwardingServerCallListener<>(next.startCall(answering, headers)) {
            @Override
            public void onMessage(Q question) {
                answering.question = question;
                super.onMessage(question);
            }

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
        private final EarlierAnswers answers;
        private @Nullable Q question;
        private boolean closed;

        Answering(ServerCall<Q, A> call, FaultPlan plan, EarlierAnswers answers) {
            super(call);
            this.plan = plan;
            this.answers = answers;
        }

        @Override
        public void sendMessage(A answer) {
            try {
                String method = getMethodDescriptor().getFullMethodName();
                plan.beforeAnswer(method);
                super.sendMessage(answers.of(method, question, answer, plan.stale(method)));
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
