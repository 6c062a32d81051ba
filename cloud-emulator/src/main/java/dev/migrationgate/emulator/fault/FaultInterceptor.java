package dev.migrationgate.emulator.fault;

import io.grpc.Attributes;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import java.util.function.Consumer;

/** Asks the plan before every call's effect and before every answer. */
public final class FaultInterceptor implements ServerInterceptor {
    private final FaultPlan plan;
    private final Consumer<Attributes> cut;
    private final Runnable deletion;
    private final EarlierAnswers answers = new EarlierAnswers();

    /**
     * Of one plan.
     *
     * @param cut cuts the connection by which a call of these attributes came
     * @param deletion deletes the executions that run
     */
    public FaultInterceptor(FaultPlan plan, Consumer<Attributes> cut, Runnable deletion) {
        this.plan = plan;
        this.cut = cut;
        this.deletion = deletion;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String method = call.getMethodDescriptor().getFullMethodName();
        Answering<Q, A> answering = new Answering<>(call, plan, cut, answers);
        boolean stream = !call.getMethodDescriptor().getType().clientSendsOneMessage();
        return new SimpleForwardingServerCallListener<>(next.startCall(answering, headers)) {
            private boolean asked;
            private boolean allowed;

            @Override
            public void onMessage(Q question) {
                answering.asked(question);
                // A stream of questions takes effect from its first one on, long before its end.
                if (!stream || goesOn()) {
                    super.onMessage(question);
                }
            }

            @Override
            public void onHalfClose() {
                if (goesOn()) {
                    super.onHalfClose();
                }
            }

            private boolean goesOn() {
                if (!asked) {
                    asked = true;
                    allowed = before(method, answering);
                }
                return allowed;
            }
        };
    }

    private boolean before(String method, Answering<?, ?> answering) {
        if (plan.deletesExecutions(method)) {
            deletion.run();
        }
        try {
            plan.beforeEffect(method);
            return true;
        } catch (StatusRuntimeException refused) {
            answering.goWrong(refused);
            return false;
        }
    }
}
