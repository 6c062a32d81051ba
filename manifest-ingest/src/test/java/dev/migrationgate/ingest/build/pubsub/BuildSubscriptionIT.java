package dev.migrationgate.ingest.build.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.PullRequest;
import com.google.pubsub.v1.PushConfig;
import dev.migrationgate.emulator.CloudEmulator;
import dev.migrationgate.emulator.EmulatorConfig;
import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.ingest.GuideManifests;
import dev.migrationgate.ingest.build.BuildInbox;
import dev.migrationgate.ingest.build.BuildIntake;
import dev.migrationgate.ingest.build.BuildMessages;
import dev.migrationgate.ingest.build.FakeBuildLetters;
import dev.migrationgate.ingest.catalogue.Catalogues;
import dev.migrationgate.ingest.catalogue.MemoryCatalogue;
import dev.migrationgate.ingest.intake.AnyImage;
import dev.migrationgate.ingest.intake.FakePublisher;
import dev.migrationgate.ingest.intake.Intake;
import dev.migrationgate.ingest.intake.Submission;
import dev.migrationgate.manifests.plan.PlanSettings;
import dev.migrationgate.manifests.plan.Planner;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages that Google's own client pulls from the emulator. */
class BuildSubscriptionIT {
    private static final String TOPIC = "projects/builds/topics/cloud-builds";
    private static final String SUBSCRIPTION = "projects/builds/subscriptions/builds";
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final FakeBuildLetters letters = new FakeBuildLetters();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private FakePublisher publisher = new FakePublisher();

    @TempDir
    Path directory;

    private CloudEmulator emulator;
    private GoogleCloud google;

    @BeforeEach
    void start() {
        begin();
        google.topics().createTopic(TOPIC);
        google.subscriptions().createSubscription(SUBSCRIPTION, TOPIC, PushConfig.getDefaultInstance(), 10);
    }

    @AfterEach
    void stop() {
        google.close();
        emulator.close();
    }

    @Test
    void aBuildIsAcknowledgedOnlyOnceKafkaHasIt() {
        publisher.acknowledgement = new CompletableFuture<>();
        BuildSubscription held = pull();
        publish(BuildMessages.build("1.1.0"));
        await().until(() -> publisher.published.size() == 1);

        // As after a kill: nothing was acknowledged, so the next instance is told, and comes to the same deployment.
        Submission first = publisher.published.getFirst();
        restart();
        publisher = new FakePublisher();
        try (BuildSubscription _ = pull()) {
            await().until(() -> publisher.published.size() == 1);
            await().until(() -> count("accepted") == 1);
        }

        assertThat(publisher.published.getFirst().deployments().getFirst().id())
                .isEqualTo(first.deployments().getFirst().id());
        restart();
        assertThat(left()).isZero();
        held.close();
    }

    @Test
    void aBuildThatKafkaDidNotTakeComesAgain() {
        publisher.away = true;
        try (BuildSubscription _ = pull()) {
            publish(BuildMessages.build("1.1.0"));
            await().until(() -> count("unavailable") > 1);

            publisher.away = false;

            await().until(() -> count("accepted") == 1);
        }
        assertThat(publisher.published).hasSize(1);
    }

    @Test
    void whatNobodyCanReadIsPutAsideAndAcknowledged() {
        try (BuildSubscription _ = pull()) {
            publish("built!");

            await().until(() -> letters.written.size() == 1);
            await().until(() -> count("unreadable") == 1);
        }

        assertThat(letters.written.getFirst().source()).isEqualTo(SUBSCRIPTION);
        restart();
        assertThat(left()).isZero();
    }

    @Test
    void aSubscriptionThatIsMissingIsAskedForUntilItIsThere() {
        google.subscriptions().deleteSubscription(SUBSCRIPTION);
        try (BuildSubscription pulling = pull()) {
            await().untilAsserted(() -> assertThatThrownBy(pulling::check).hasMessageContaining("NOT_FOUND"));

            google.subscriptions().createSubscription(SUBSCRIPTION, TOPIC, PushConfig.getDefaultInstance(), 10);
            publish(BuildMessages.build("1.1.0"));

            await().atMost(Duration.ofSeconds(30)).until(() -> publisher.published.size() == 1);
            pulling.check();
        }
    }

    private BuildSubscription pull() {
        MemoryCatalogue memory = Catalogues.complete();
        BuildMessages.remember(memory, GuideManifests.ALL);
        var planner = new Planner(PlanSettings.DEFAULT);
        var intake = new Intake(planner, memory, publisher, new AnyImage(), Clock.systemUTC());
        var inbox = new BuildInbox(new BuildIntake(intake, planner, memory, Set.of("production")), letters, metrics);
        return BuildSubscription.start(google, SUBSCRIPTION, inbox, PAUSE);
    }

    private void publish(String data) {
        google.topics()
                .publish(
                        TOPIC,
                        List.of(PubsubMessage.newBuilder()
                                .setData(ByteString.copyFromUtf8(data))
                                .build()));
    }

    private double count(String outcome) {
        return metrics.counter("ingest.builds", "outcome", outcome).count();
    }

    /** How many messages nobody acknowledged. */
    @SuppressWarnings("deprecation") // To wait for nothing to come would be a sleep.
    private int left() {
        return google.subscriptions()
                .pull(PullRequest.newBuilder()
                        .setSubscription(SUBSCRIPTION)
                        .setMaxMessages(10)
                        .setReturnImmediately(true)
                        .build())
                .getReceivedMessagesCount();
    }

    /** A new emulator over the same state gives out at once whatever was not acknowledged. */
    private void restart() {
        stop();
        begin();
    }

    private void begin() {
        emulator = CloudEmulator.start(new EmulatorConfig(0, directory.resolve("state"), directory.resolve("images")));
        google = GoogleCloud.open(Optional.of(emulator.endpoint()));
    }
}
