package dev.migrationgate.emulator.fault;

import dev.migrationgate.emulator.fault.EarlierAnswers.Missing;
import io.grpc.Attributes;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A call whose answer is held back where the plan says so; what follows a replaced answer goes nowhere. */
final class Answering<Q, A> extends SimpleForwardingServerCall<Q, A> {
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

    /** What the call asks, which comes before any answer. */
    void asked(Q message) {
        question = message;
    }

    @Override
    public void sendMessage(A answer) {
        if (closed) {
            return; // A stream that a fault ended: whoever answers may not know yet.
        }
        try {
            plan.beforeAnswer(method());
        } catch (StatusRuntimeException lost) {
            goWrong(lost);
            return;
        }
        Object given = earlier(answer);
        if (given instanceof Missing missing) {
            end(status(missing), new Metadata());
        } else {
            super.sendMessage(answer(given));
        }
    }

    @Override
    public void close(Status status, Metadata trailers) {
        if (closed || status.getCode() != Status.Code.NOT_FOUND) {
            end(status, trailers);
            return;
        }
        Missing missing = new Missing(String.valueOf(status.getDescription()));
        Object given = earlier(missing);
        if (given instanceof Missing) {
            end(status, trailers);
        } else {
            sendHeaders(new Metadata());
            super.sendMessage(answer(given));
            end(Status.OK, new Metadata());
        }
    }

    void goWrong(StatusRuntimeException fault) {
        if (fault instanceof ConnectionDropped) {
            closed = true;
            cut.accept(getAttributes());
        } else {
            end(fault.getStatus(), new Metadata());
        }
    }

    private void end(Status status, Metadata trailers) {
        if (!closed) {
            closed = true;
            super.close(status, trailers);
        }
    }

    private Object earlier(Object present) {
        return question == null ? present : answers.of(method(), question, present, plan.stale(method()));
    }

    @SuppressWarnings("unchecked") // Kept under its method, whose answers are all of one type.
    private A answer(Object given) {
        return (A) given;
    }

    private String method() {
        return getMethodDescriptor().getFullMethodName();
    }

    private static Status status(Missing missing) {
        return Status.NOT_FOUND.withDescription(missing.description());
    }
}
