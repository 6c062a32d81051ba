package dev.migrationgate.emulator.fault;

import io.grpc.Attributes;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks the plan before every call's effect and before every answer. */
public final class FaultInterceptor implements ServerInterceptor {
    private final FaultPlan plan;
    private final Consumer<Attributes> cut;
    private final EarlierAnswers answers = new EarlierAnswers();

    /**
     * Of one plan.
     *
     * @param cut cuts the connection by which a call of these attributes came
     */
    public FaultInterceptor(FaultPlan plan, Consumer<Attributes> cut) {
        this.plan = plan;
        this.cut = cut;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String method = call.getMethodDescriptor().getFullMethodName();
        Answering<Q, A> answering = new Answering<>(call, plan, cut, answers);
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
                    answering.goWrong(refused);
                    return;
                }
                super.onHalfClose();
            }
        };
    }

    /** Holds back the answer where the plan says so; what follows a replaced answer goes nowhere. */
    private static final class Answering<Q, A> extends SimpleForwardingServerCall<Q, A> {
        private final FaultPlan plan;
        private final Consumer<Attributes> cut;
        private final EarlierAnswers answers;
        private @Nullable Q question;
        private boolean closed;

        Answering(ServerCall<Q, A> call, FaultPlan plan, Consumer<Attributes> cut, EarlierAnswers answers) {
            super(call);
            this.plan = plan;
            this.cut = cut;
            this.answers = answers;
        }

        @Override
        public void sendMessage(A answer) {
            try {
                String method = getMethodDescriptor().getFullMethodName();
                plan.beforeAnswer(method);
                super.sendMessage(answers.of(method, question, answer, plan.stale(method)));
            } catch (StatusRuntimeException lost) {
                goWrong(lost);
            }
        }

        void goWrong(StatusRuntimeException fault) {
            if (fault instanceof ConnectionDropped) {
                closed = true;
                cut.accept(getAttributes());
            } else {
                close(fault.getStatus(), new Metadata());
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
