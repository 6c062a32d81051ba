package dev.migrationgate.emulator.call;

import dev.migrationgate.emulator.store.AuditLog;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers calls: a value, the status the work was refused with, or INTERNAL where the emulator itself is wrong. */
public final class Calls {
    private static final Logger LOGGER = LoggerFactory.getLogger(Calls.class);

    private final AuditLog audit;

    /** Changes go to the audit record. */
    public Calls(AuditLog audit) {
        this.audit = audit;
    }

    /** Answers a call that changes nothing. */
    public <T> void read(StreamObserver<T> answer, Supplier<T> work) {
        T value;
        try {
            value = work.get();
        } catch (RuntimeException e) {
            answer.onError(refusal("read", e));
            return;
        }
        answer.onNext(value);
        answer.onCompleted();
    }

    /** Does the work, records its outcome, then answers: what was answered is in the record, whatever comes after. */
    public <T> void change(String method, String resource, StreamObserver<T> answer, Supplier<T> work) {
        T value;
        try {
            value = work.get();
        } catch (RuntimeException e) {
            StatusRuntimeException refusal = refusal(method, e);
            Status status = refusal.getStatus();
            audit.record(method, resource, status.getCode() + ": " + status.getDescription());
            answer.onError(refusal);
            return;
        }
        audit.record(method, resource, "OK");
        answer.onNext(value);
        answer.onCompleted();
    }

    private static StatusRuntimeException refusal(String method, RuntimeException e) {
        if (e instanceof StatusRuntimeException refusal) {
            return refusal;
        }
        LOGGER.atError().addKeyValue("method", method).setCause(e).log("call failed");
        return Status.INTERNAL.withDescription(e.toString()).withCause(e).asRuntimeException();
    }
}
