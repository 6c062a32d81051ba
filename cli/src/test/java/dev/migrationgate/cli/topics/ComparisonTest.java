package dev.migrationgate.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.cli.topics.Broker.ActualTopic;
import dev.migrationgate.events.topics.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Layout LAYOUT = new Layout(4, 1, 1);
    private static final Expected ANY_PARTITIONS = new Expected(Optional.empty(), -1, 1);

    private final Map<String, ActualTopic> broker = new HashMap<>();

    ComparisonTest() {
        Topics.all().forEach(topic -> broker.put(topic.name(), new ActualTopic(4, 1, topic.settings(1))));
    }

    @Test
    void aBrokerMadeFromTheTableHasNoDrift() {
        List<Drift> drift = new Comparison(broker, Expected.of(LAYOUT)).drift();

        assertThat(drift).isEmpty();
    }

    @Test
    void aMissingTopicIsOneLine() {
        broker.remove("migration-failed");

        List<Drift> drift = new Comparison(broker, Expected.of(LAYOUT)).drift();

        assertThat(drift).containsExactly(new Drift("migration-failed", "topic", "missing", "present"));
    }

    @Test
    void everySettingThatDiffersIsNamedWithBothValues() {
        Map<String, String> settings =
                new HashMap<>(broker.get("service-deployed").settings());
        settings.put("retention.ms", "60000");
        settings.put("cleanup.policy", "compact");
        broker.put("service-deployed", new ActualTopic(4, 1, settings));

        List<Drift> drift = new Comparison(broker, Expected.of(LAYOUT)).drift();

        assertThat(drift)
                .containsExactly(
                        new Drift("service-deployed", "cleanup.policy", "compact", "delete"),
                        new Drift("service-deployed", "retention.ms", "60000", "34560000000"));
    }

    @Test
    void partitionsAndCopiesAreComparedWithTheLayout() {
        broker.put("dead-letter", new ActualTopic(6, 3, Topics.DEAD_LETTER.settings(1)));

        List<Drift> drift = new Comparison(broker, Expected.of(LAYOUT)).drift();

        assertThat(drift)
                .containsExactly(
                        new Drift("dead-letter", "partitions", "6", "4"),
                        new Drift("dead-letter", "replication", "3", "1"));
    }

    @Test
    void withoutALayoutTheTopicThatIsNotLikeTheOthersOfItsKeyIsNamed() {
        broker.put(
                "deployment-commands",
                new ActualTopic(3, 1, Topics.DEPLOYMENT_COMMANDS.topic().settings(1)));

        List<Drift> drift = new Comparison(broker, ANY_PARTITIONS).drift();

        assertThat(drift).containsExactly(new Drift("deployment-commands", "partitions", "3", "4"));
    }

    @Test
    void moreCopiesToWaitForThanThereAreIsRefused() {
        assertThatThrownBy(() -> new Layout(4, 1, 2)).hasMessageContaining("nothing could ever be written");
    }

    @Test
    void driftIsShownInColumnsThatFitTheirWidestCell() {
        String table = DriftLines.of(List.of(
                new Drift("dead-letter", "partitions", "6", "4"),
                new Drift("manifests", "topic", "missing", "present")));

        assertThat(table)
                .isEqualTo(String.format("TOPIC        SETTING     IS       SHOULD BE%n"
                        + "dead-letter  partitions  6        4%n"
                        + "manifests    topic       missing  present%n"));
    }
}
