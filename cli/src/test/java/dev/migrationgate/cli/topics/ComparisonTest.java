package dev.migrationgate.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.cli.topics.Broker.ActualTopic;
import dev.migrationgate.events.topics.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
    void whatWasAppliedIsToldToPeopleAndToPrograms() {
        var left = new Drift("dead-letter", "partitions", "6", "4");
        var applied = new TopicTable.Applied(
                List.of("manifests"), List.of(new Drift("commands", "retention.ms", "1", "2")), List.of(left));

        assertThat(AppliedForms.lines(applied))
                .startsWith("created  manifests", "changed  commands: retention.ms from 1 to 2")
                .endsWith("dead-letter  partitions  6   4");
        assertThat(AppliedForms.json(applied, OptionalInt.of(7)))
                .hasToString("{\"created\":[\"manifests\"],\"changed\":[{\"topic\":\"commands\","
                        + "\"setting\":\"retention.ms\",\"is\":\"1\",\"shouldBe\":\"2\"}],"
                        + "\"left\":[{\"topic\":\"dead-letter\",\"setting\":\"partitions\",\"is\":\"6\","
                        + "\"shouldBe\":\"4\"}],\"registeredSchemas\":7}");
        var nothing = new TopicTable.Applied(List.of(), List.of(), List.of());
        assertThat(AppliedForms.lines(nothing)).containsExactly("nothing to change");
        assertThat(AppliedForms.json(nothing, OptionalInt.empty()))
                .hasToString("{\"created\":[],\"changed\":[],\"left\":[]}");
    }

    @Test
    void driftIsShownInColumnsThatFitTheirWidestCell() {
        List<String> table = DriftLines.of(List.of(
                new Drift("dead-letter", "partitions", "6", "4"),
                new Drift("manifests", "topic", "missing", "present")));

        assertThat(table)
                .containsExactly(
                        "TOPIC        SETTING     IS       SHOULD BE",
                        "dead-letter  partitions  6        4",
                        "manifests    topic       missing  present");
    }
}
