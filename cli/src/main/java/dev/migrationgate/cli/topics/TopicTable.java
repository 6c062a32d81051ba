package dev.migrationgate.cli.topics;

import dev.migrationgate.events.serde.RegistryException;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.topics.EventTopic;
import dev.migrationgate.events.topics.Topic;
import dev.migrationgate.events.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Brings a broker in line with the table of topics ({@link Topics#all()}), and the registry with its schemas. Every method
 * may be called again at any time; a broker out of reach is Kafka's own {@link org.apache.kafka.common.KafkaException}.
 */
public final class TopicTable {
    /** What a registry demands of a subject's next schema: readable both ways, against every earlier one. */
    public static final String COMPATIBILITY = "FULL_TRANSITIVE";

    private static final Duration VISIBLE_LIMIT = Duration.ofSeconds(30);
    private static final Duration VISIBLE_PAUSE = Duration.ofMillis(100);

    private TopicTable() {}

    /**
     * What an application of the table changed.
     *
     * @param created names of topics that were missing
     * @param changed settings that differed
     * @param left differences that cannot be changed in place: partitions and copies of a topic that exists
     */
    public record Applied(List<String> created, List<Drift> changed, List<Drift> left) {

        /** Copies the lists. */
        public Applied {
            created = List.copyOf(created);
            changed = List.copyOf(changed);
            left = List.copyOf(left);
        }
    }

    /** Creates the topics that are missing and corrects settings that differ. */
    public static Applied apply(Admin admin, Layout layout) throws InterruptedException {
        Collection<String> existing = Broker.read(admin, names()).keySet();
        List<Topic> missing = Topics.all().stream()
                .filter(topic -> !existing.contains(topic.name()))
                .toList();
        create(admin, missing, layout);
        awaitVisible(admin);
        List<Drift> drift = check(admin, Expected.of(layout));
        List<Drift> changed = drift.stream().filter(Drift::changeable).toList();
        change(admin, changed);
        return new Applied(
                missing.stream().map(Topic::name).toList(),
                changed,
                drift.stream().filter(found -> !found.changeable()).toList());
    }

    /** A controller's word that a topic exists reaches the other brokers a moment later, and any of them may be asked. */
    private static void awaitVisible(Admin admin) throws InterruptedException {
        long end = System.nanoTime() + VISIBLE_LIMIT.toNanos();
        while (Broker.read(admin, names()).size() < names().size() && System.nanoTime() < end) {
            Thread.sleep(VISIBLE_PAUSE);
        }
    }

    /** Every difference between the broker and the table, in the table's order. */
    public static List<Drift> check(Admin admin, Expected expected) throws InterruptedException {
        return new Comparison(Broker.read(admin, names()), expected).drift();
    }

    /**
     * Registers every event's schema and demands {@value #COMPATIBILITY} of each subject from then on.
     *
     * @return the subjects
     * @throws RegistryException the registry is out of reach, or refuses a schema as incompatible
     */
    public static List<String> register(SchemaRegistry registry) {
        for (EventTopic<?> topic : Topics.events()) {
            registry.idOf(topic.subject(), topic.schema());
            registry.requireCompatibility(topic.subject(), COMPATIBILITY);
        }
        return Topics.events().stream().map(EventTopic::subject).toList();
    }

    private static List<String> names() {
        return Topics.all().stream().map(Topic::name).toList();
    }

    private static void create(Admin admin, List<Topic> topics, Layout layout) throws InterruptedException {
        List<NewTopic> wanted = topics.stream()
                .map(topic -> new NewTopic(topic.name(), layout.partitions(), (short) layout.replication())
                        .configs(topic.settings(layout.minInsyncReplicas())))
                .toList();
        for (KafkaFuture<Void> created : admin.createTopics(wanted).values().values()) {
            try {
                created.get();
            } catch (ExecutionException e) {
                // Somebody else applies the same table at the same time.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw Broker.failure(e);
                }
            }
        }
    }

    private static void change(Admin admin, List<Drift> drift) throws InterruptedException {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = drift.stream()
                .collect(Collectors.groupingBy(
                        found -> new ConfigResource(ConfigResource.Type.TOPIC, found.topic()),
                        Collectors.mapping(TopicTable::change, Collectors.toCollection(ArrayList::new))));
        Broker.await(admin.incrementalAlterConfigs(changes).all());
    }

    private static AlterConfigOp change(Drift drift) {
        return new AlterConfigOp(new ConfigEntry(drift.setting(), drift.shouldBe()), AlterConfigOp.OpType.SET);
    }
}
