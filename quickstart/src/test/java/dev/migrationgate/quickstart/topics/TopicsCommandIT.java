package dev.migrationgate.quickstart.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationgate.cli.Gate;
import dev.migrationgate.quickstart.platform.EmbeddedBroker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a real broker; each test has its own, empty at first, as a broker keeps what a command did. */
class TopicsCommandIT {
    @TempDir
    private Path data;

    private EmbeddedBroker broker;

    private final StringWriter out = new StringWriter();

    @BeforeEach
    void startBroker() {
        broker = EmbeddedBroker.start(data.resolve("broker"), 0);
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    @Test
    void onANewBrokerEveryTopicIsMissing() {
        int exit = gate("check", "--min-insync-replicas=1");

        assertThat(exit).isEqualTo(1);
        assertThat(out.toString()).hasLineCount(19).containsPattern("migration-succeeded +topic +missing +present");
    }

    @Test
    void applyCreatesThemAllAndCheckIsThenClean() {
        int applied = apply();
        int checked = gate("check", "--partitions=4", "--min-insync-replicas=1");

        assertThat(applied).isZero();
        assertThat(checked).isZero();
        assertThat(out.toString()).contains("created  migration-succeeded", "18 topics are as they should be");
    }

    @Test
    void applyingAgainChangesNothing() {
        applied();

        int exit = apply();

        assertThat(exit).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("nothing to change\n");
    }

    @Test
    void checkNamesASettingAndPartitionsThatDrifted() throws Exception {
        applied();
        drift();

        int exit = gate("check", "--min-insync-replicas=1");

        assertThat(exit).isEqualTo(1);
        assertThat(out.toString())
                .containsPattern("service-deployed +retention.ms +60000 +34560000000")
                .containsPattern("deployment-commands +partitions +6 +4")
                .hasLineCount(3);
    }

    @Test
    void applyCorrectsTheSettingAndLeavesThePartitionsToAPerson() throws Exception {
        applied();
        drift();

        int exit = apply();

        assertThat(exit).isEqualTo(1);
        assertThat(out.toString())
                .contains("changed  service-deployed: retention.ms from 60000 to 34560000000")
                .contains("cannot be changed in place")
                .containsPattern("deployment-commands +partitions +6 +4");
    }

    private static boolean visible(Admin admin, ConfigResource topic) throws Exception {
        var settings = admin.describeConfigs(List.of(topic)).all().get().get(topic);
        var partitions = admin.describeTopics(List.of("deployment-commands"))
                .allTopicNames()
                .get()
                .get("deployment-commands")
                .partitions();
        return settings.get("retention.ms").value().equals("60000") && partitions.size() == 6;
    }

    private void drift() throws Exception {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, "service-deployed");
        Collection<AlterConfigOp> retention =
                List.of(new AlterConfigOp(new ConfigEntry("retention.ms", "60000"), AlterConfigOp.OpType.SET));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(topic, retention)).all().get();
            admin.createPartitions(Map.of("deployment-commands", NewPartitions.increaseTo(6)))
                    .all()
                    .get();
            // The controller has answered; what the broker answers from follows a moment later.
            await().until(() -> visible(admin, topic));
        }
    }

    /** A broker where every topic is as it should be, and nothing on the screen yet. */
    private void applied() {
        assertThat(apply()).isZero();
        out.getBuffer().setLength(0);
    }

    private int apply() {
        return gate("apply", "--partitions=4", "--replication=1", "--min-insync-replicas=1");
    }

    private int gate(String command, String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "topics";
        arguments[1] = command;
        arguments[2] = "--bootstrap-servers=" + broker.bootstrapServers();
        System.arraycopy(options, 0, arguments, 3, options.length);
        return Gate.commandLine().setOut(new PrintWriter(out)).execute(arguments);
    }
}
