package dev.migrationgate.emulator.operation;

import com.google.longrunning.Operation;
import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import com.google.rpc.Status;
import dev.migrationgate.emulator.call.ResourceName;
import dev.migrationgate.emulator.store.ResourceStore;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every long-running operation, kept on disk. Thread safe. */
public final class Operations {
    private static final Logger LOGGER = LoggerFactory.getLogger(Operations.class);

    private final ResourceStore<Operation> store;

    private Operations(ResourceStore<Operation> store) {
        this.store = store;
    }

    /**
     * Reads what the folder holds.
     *
     * @param types of the messages that operations carry
     */
    public static Operations open(Path folder, TypeRegistry types) {
        return new Operations(ResourceStore.open(folder, Operation.getDefaultInstance(), types));
    }

    ResourceStore<Operation> store() {
        return store;
    }

    /** The operation as it is now. */
    public Operation current(Operation operation) {
        return store.find(operation.getName()).orElse(operation);
    }

    /** What is not done, to be taken up again after a restart. */
    public List<Operation> unfinished() {
        return store.all().stream().filter(operation -> !operation.getDone()).toList();
    }

    /** An operation that is not done yet, within a {@code projects/*}{@code /locations/*}. */
    public Operation begin(ResourceName location, Message metadata) {
        String name = location.child("operations", UUID.randomUUID().toString());
        Operation operation = Operation.newBuilder()
                .setName(name)
                .setMetadata(Any.pack(metadata))
                .build();
        store.create(name, operation);
        return operation;
    }

    /** An operation that was done at once. */
    public Operation done(ResourceName location, Message result) {
        Operation begun = begin(location, result);
        return succeed(begun.getName(), result);
    }

    /** An operation that no one can ask for later, as answers to {@code validate_only} are. */
    public static Operation unrecorded(ResourceName location, Message result) {
        return Operation.newBuilder()
                .setName(location.child("operations", "validate-only"))
                .setDone(true)
                .setMetadata(Any.pack(result))
                .setResponse(Any.pack(result))
                .build();
    }

    /** Ends an operation well. */
    public Operation succeed(String name, Message result) {
        Operation.Builder done = Operation.newBuilder().setName(name).setDone(true);
        Operation ended =
                done.setMetadata(Any.pack(result)).setResponse(Any.pack(result)).build();
        return store.update(name, before -> before.getDone() ? before : ended).orElse(ended);
    }

    /** Ends an operation badly. */
    public void fail(String name, Message metadata, StatusRuntimeException why) {
        String message = String.valueOf(why.getStatus().getDescription());
        LOGGER.atInfo()
                .addKeyValue("operation", name)
                .addKeyValue("reason", message)
                .log("operation failed");
        Status status = Status.newBuilder()
                .setCode(why.getStatus().getCode().value())
                .setMessage(message)
                .build();
        store.update(
                name,
                before -> before.getDone()
                        ? before
                        : before.toBuilder()
                                .setDone(true)
                                .setMetadata(Any.pack(metadata))
                                .setError(status)
                                .build());
    }
}
