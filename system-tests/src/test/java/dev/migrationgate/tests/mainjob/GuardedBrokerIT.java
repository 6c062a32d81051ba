package dev.migrationgate.tests.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationgate.audit.SigningKey;
import dev.migrationgate.cli.Gate;
import dev.migrationgate.cli.deploy.Answer;
import dev.migrationgate.cli.deploy.IngestClient;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.ServiceDeployed;
import dev.migrationgate.events.broker.Brokers;
import dev.migrationgate.events.topics.Principal;
import dev.migrationgate.events.topics.Topic;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.tests.forgery.ForgedRequest;
import dev.migrationgate.tests.forgery.ForgedSuccess;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A broker that asks who everybody is and denies what no rule allows: the services work with exactly these rights. */
class GuardedBrokerIT {
    private static RunningSystem system;

    @BeforeAll
    static void start(@TempDir Path state) throws Exception {
        system = RunningSystem.startGuarded(state);
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void theMainJobNeedsNoRightBeyondTheTable() throws Exception {
        system.versionOne("guarded");
        String failing = system.postMigrating("exit 3", "guarded-failing");

        system.awaited(failing, MigrationFailed.class);
        assertThat(system.of(failing, ServiceDeployed.class)).isEmpty();
    }

    /** Each attempt of its own, since a broker that let one through by mistake would not tell. */
    @ParameterizedTest
    @EnumSource(Principal.class)
    void nobodyReadsOrWritesWhatIsNotHis(Principal who) {
        List<String> wrong = new ArrayList<>();
        for (Topic topic : Topics.all()) {
            if (reads(who, topic) != topic.readers().contains(who)) {
                wrong.add(who + " reads " + topic.name());
            }
            // What is written stays: only what must not be is tried.
            if (!topic.writers().contains(who) && writes(who, topic)) {
                wrong.add(who + " writes " + topic.name());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatTheAdministratorOfTheBrokerForgesOpensNoGate() throws Exception {
        String deployment = system.postMigrating("exit 4", "forged");
        MigrationFailed failed = system.awaited(deployment, MigrationFailed.class);
        DeploymentRequested request =
                system.of(deployment, DeploymentRequested.class).getFirst();
        var forged = new ForgedSuccess(request, failed.getEvidence().orElseThrow());

        forged.write(system.stack().bootstrapServers(), system.stack().registry());
        forged.write(system.stack().bootstrapServers(), system.stack().registry(), SigningKey.draw());

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(gate("dead-letter", "list"))
                        .contains("it is not signed", "it is signed with the key"));
        system.versionOne("after-forgery");
        assertThat(system.of(deployment, ServiceDeployed.class)).isEmpty();
    }

    @Test
    void aRequestThatTheAdministratorOfTheBrokerForgesDeploysNothing() throws Exception {
        String asked = system.postMigrating("exit 5", "asked");
        system.awaited(asked, MigrationFailed.class);
        var forged =
                new ForgedRequest(system.of(asked, DeploymentRequested.class).getFirst());
        String brokers = system.stack().bootstrapServers();
        URI registry = system.stack().registry();

        List<String> nobodys = List.of(
                forged.writeUnsigned(brokers, registry, "dforgedaaaaaaaaaaaaaaaaaaa"),
                forged.writeAsSigned(brokers, registry, "dforgedbbbbbbbbbbbbbbbbbbb"),
                forged.write(brokers, registry, "dforgedccccccccccccccccccc", SigningKey.draw()));

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(gate("dead-letter", "list"))
                        .contains(
                                "whoever wrote it is not ingest: it is not signed",
                                "whoever wrote it is not ingest: it is not what the key",
                                "whoever wrote it is not ingest: it is signed with the key"));
        // Of the same application, and in the same lane.
        system.versionOne("after-forged-requests");
        assertThat(nobodys).allSatisfy(deployment -> {
            assertThat(system.of(deployment, MigrationSucceeded.class)).isEmpty();
            assertThat(system.of(deployment, ServiceDeployed.class)).isEmpty();
        });
        assertThat(redeployed(nobodys.getFirst())).isInstanceOfSatisfying(Answer.Refused.class, refused -> {
            assertThat(refused.kind()).isEqualTo("unproved-request");
            assertThat(refused.problem()).contains("it is not signed");
        });
    }

    /** What ingest says to making it again without a migration. */
    private static Answer redeployed(String deployment) throws Exception {
        try (var ingest = new IngestClient(system.stack().ingest())) {
            return ingest.redeploy(
                    RecordedAt.of(system, deployment).wanted(deployment, "skip"), "redeployed-" + deployment);
        }
    }

    @Test
    void anOperatorSeesThatAllIsAsItShouldBe() {
        assertThat(gate("acls", "check")).contains("access rules are as they should be");
        assertThat(gate("topics", "check", "--min-insync-replicas", "1")).contains("topics are as they should be");
    }

    /** With the operator's rights. */
    private static String gate(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of(
                "--bootstrap-servers",
                system.stack().guardedServers().orElseThrow(),
                "--command-config",
                system.stack().guardFile(Principal.OPERATOR).toString()));
        StringWriter said = new StringWriter();
        Gate.commandLine()
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute(arguments.toArray(String[]::new));
        return said.toString();
    }

    private static boolean reads(Principal who, Topic topic) {
        var partition = new TopicPartition(topic.name(), 0);
        try (var consumer = new KafkaConsumer<>(
                as(who).with(Map.of("auto.offset.reset", "earliest")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            // Asking where it ends takes less of a right than reading it.
            consumer.seek(partition, 0);
            consumer.poll(Duration.ofSeconds(1));
            return true;
        } catch (TopicAuthorizationException e) {
            return false;
        }
    }

    private static boolean writes(Principal who, Topic topic) {
        // Who may write nothing at all would be refused as an idempotent producer, at any moment.
        Map<String, Object> settings = as(who).with(Map.of("enable.idempotence", false));
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic.name(), new byte[] {1}, new byte[] {1}))
                    .get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicAuthorizationException) {
                return false;
            }
            throw new IllegalStateException(who + " on " + topic.name(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Brokers as(Principal who) {
        return Brokers.of(
                system.stack().guardedServers().orElseThrow(),
                Optional.of(system.stack().guardFile(who)),
                problem -> {
                    throw new IllegalStateException(problem);
                });
    }
}
