package dev.migrationgate.host.streams;

import dev.migrationgate.failpoint.FailPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.processor.TaskId;

/**
 * Lets work start only once the transaction that decided it is committed.
 *
 * <p>Without this, an instance could start a migration, lose its transaction, and its successor could decide otherwise: read a
 * cancellation first, say, and give the lane to the next deployment while the first one's migration runs. Streams has no hook
 * for "committed", but it takes its clients from here, and commits on the same thread that processes.
 */
final class AfterCommit implements KafkaClientSupplier {
    private final ThreadLocal<List<Staged>> staged = ThreadLocal.withInitial(ArrayList::new);
    private final ThreadLocal<Set<String>> decided = ThreadLocal.withInitial(TreeSet::new);

    /** Keeps work until this thread's transaction commits. Called on the stream thread, while it processes. */
    void stage(TaskId task, Runnable work) {
        staged.get().add(new Staged(task, work));
    }

    /** Names something that this thread's transaction decides; the commit's fail points are called after it. */
    void decides(Object what) {
        if (FailPoints.enabled()) {
            decided.get().add(what.getClass().getSimpleName());
        }
    }

    /** Forgets what a task staged: its decisions were lost, or will be read from the store. Called on the stream thread. */
    void discard(TaskId task) {
        staged.get().removeIf(work -> work.task().equals(task));
    }

    /** Runs what is staged on this thread; the transaction has committed. */
    void committed() {
        List<Staged> works = List.copyOf(staged.get());
        staged.get().clear();
        works.forEach(work -> work.work().run());
    }

    /** Forgets what is staged on this thread; the transaction is lost. */
    void aborted() {
        staged.get().clear();
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new CommittingProducer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private record Staged(TaskId task, Runnable work) {}

    /** The usual producer; says when a transaction ended, on the thread that ended it. */
    private final class CommittingProducer extends KafkaProducer<byte[], byte[]> {
        CommittingProducer(Map<String, Object> config) {
            super(config, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public void commitTransaction() {
            String name = "commit of " + String.join(", ", decided.get());
            decided.get().clear();
            FailPoints.reach("before " + name);
            super.commitTransaction();
            FailPoints.reach("after " + name);
            committed();
        }

        @Override
        public void abortTransaction() {
            aborted();
            decided.get().clear();
            super.abortTransaction();
        }
    }
}
