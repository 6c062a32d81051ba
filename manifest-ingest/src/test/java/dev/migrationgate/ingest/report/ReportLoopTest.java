package dev.migrationgate.ingest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationgate.access.signature.StandardWebhooks;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.google.secret.SecretReference;
import dev.migrationgate.ingest.source.RepositoryConfig;
import dev.migrationgate.manifests.Scope;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ReportLoopTest {
    private static final SecretReference SECRET = new SecretReference.File(Path.of("/secret"));
    private static final Duration MAX_AGE = Duration.ofDays(2);
    private static final Instant NOW = Events.NOW;
    private static final String GITHUB = "api.github.example";

    private final Records records = new Records();
    private final FakeTopics topics = new FakeTopics();
    private final FakeCalls calls = new FakeCalls();
    private final TestClock clock = new TestClock();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    /** Nobody's pause ends: a courier whose target is down stays with it. */
    private final CountDownLatch never = new CountDownLatch(1);

    @Test
    void whatHappensIsToldInItsOrderAndThenCommitted() {
        topics.add(records.of(Topics.SERVICE_DEPLOYED, Events.deployed("dep-1", NOW.minusSeconds(1)), "deployed"));
        topics.add(records.of(Topics.DEPLOYMENT_REQUESTED, Events.requested("dep-1", NOW.minusSeconds(9)), "asked"));
        topics.add(records.of(Topics.MIGRATION_STARTED, Events.started("dep-1", 1, NOW.minusSeconds(5)), "started"));

        try (var _ = start("chat")) {
            await().until(() -> topics.committed.size() == 3);
        }

        assertThat(calls.of("chat.example"))
                .extracting(ReportLoopTest::id)
                .containsExactly(id("asked", "chat"), id("started", "chat"), id("deployed", "chat"));
        // It shows one state, and two of them were over when it was to be told.
        assertThat(calls.of(GITHUB)).hasSize(1);
        assertThat(topics.committed.values()).containsOnly(1L);
    }

    @Test
    void aTargetThatIsDownHoldsUpNoOtherAndIsNotCommittedPast() {
        calls.down.add("down.example");
        for (int i = 1; i <= 5; i++) {
            topics.add(records.of(Topics.DEPLOYMENT_REQUESTED, Events.requested("dep-" + i, NOW), "e" + i));
        }

        try (var _ = start("down", "chat")) {
            await().until(() -> calls.of("chat.example").size() == 5);
            await().until(() -> calls.of(GITHUB).size() == 5);
            await().until(() -> calls.of("down.example").size() == 1);
            int polls = topics.polls.get();
            await().until(() -> topics.polls.get() > polls + 5);
        }

        assertThat(topics.commits).isEmpty();
    }

    @Test
    void aCrashBetweenTellingAndCommittingTellsTheSameAgain() {
        topics.add(records.of(Topics.DEPLOYMENT_REQUESTED, Events.requested("dep-1", NOW), "asked"));
        topics.add(records.of(Topics.SERVICE_DEPLOYED, Events.deployed("dep-1", NOW), "deployed"));
        topics.commitsFail = true;
        try (var _ = start("chat")) {
            await().until(() -> calls.of("chat.example").size() >= 2);
            await().until(() -> !calls.of(GITHUB).isEmpty());
        }
        assertThat(topics.committed).isEmpty();
        List<String> first =
                calls.made.stream().map(ReportLoopTest::id).distinct().toList();
        calls.made.clear();

        topics.commitsFail = false;
        try (var _ = start("chat")) {
            await().until(() -> topics.committed.size() == 2);
        }

        assertThat(calls.made).hasSize(3);
        assertThat(calls.made).extracting(ReportLoopTest::id).containsExactlyInAnyOrderElementsOf(first);
        calls.made.clear();
        int polls = topics.polls.get();
        try (var _ = start("chat")) {
            await().until(() -> topics.polls.get() > polls + 5);
        }
        assertThat(calls.made).isEmpty();
    }

    @Test
    void whatIsOlderThanTheLimitIsNotToldHoweverOftenItIsRead() {
        Instant old = NOW.minus(MAX_AGE).minusSeconds(1);
        topics.add(records.of(Topics.DEPLOYMENT_REQUESTED, Events.requested("dep-1", old), "asked"));
        topics.add(records.of(Topics.MIGRATION_FAILED, Events.failed("dep-1", 1, "no", old.plusSeconds(2)), "failed"));

        try (var _ = start("chat")) {
            await().until(() -> topics.committed.size() == 2);
        }

        assertThat(calls.of("chat.example"))
                .singleElement()
                .satisfies(call -> assertThat(id(call)).isEqualTo(id("failed", "chat")));
    }

    @Test
    void anOutcomeIsToldThoughItsRequestIsAnotherInstancesToTell() {
        topics.addElsewhere(records.of(Topics.DEPLOYMENT_REQUESTED, Events.requested("dep-1", NOW), "asked"));
        topics.add(records.of(Topics.MIGRATION_FAILED, Events.failed("dep-1", 1, "exited with 3", NOW), "failed"));

        try (var _ = start("chat")) {
            await().until(() -> topics.committed.size() == 1);
        }

        assertThat(calls.of(GITHUB))
                .singleElement()
                .satisfies(call -> assertThat(call.uri().getPath()).endsWith("/statuses/" + Events.COMMIT));
    }

    @Test
    void anOutcomeWithoutAKnownRequestAndWhatCannotBeReadHoldUpNothing() {
        topics.add(records.of(Topics.MIGRATION_FAILED, new byte[] {1, 2, 3}, "broken"));
        topics.add(records.of(Topics.MIGRATION_FAILED, Events.failed("dep-9", 1, "no", NOW), "unknown"));
        topics.add(records.of(Topics.DEPLOYMENT_REQUESTED, Events.requested("dep-1", NOW), "asked"));

        try (var _ = start("chat")) {
            await().until(() -> topics.committed.size() == 2);
        }

        assertThat(calls.of("chat.example")).hasSize(1);
        assertThat(topics.committed.get(new TopicPartition("migration-failed", 0)))
                .isEqualTo(2);
    }

    private static String id(HttpRequest request) {
        return request.headers().firstValue("webhook-id").orElse("none");
    }

    private String id(String event, String name) {
        var told = new DeploymentEvent(event, "dep-1", DeploymentState.PENDING, 0, false, "", NOW);
        return id(webhook(name).request(new Report(told, Events.request(), Optional.empty())));
    }

    private Webhook webhook(String name) {
        var config = new WebhookConfig(
                name,
                URI.create("https://" + name + ".example/hook"),
                SECRET,
                Scope.EVERYTHING,
                EnumSet.allOf(DeploymentState.class));
        return new Webhook(config, _ -> "secret".getBytes(StandardCharsets.UTF_8), new StandardWebhooks(clock));
    }

    /** A start of ingest, as far as it reports: to GitHub and to webhooks. */
    private Running start(String... webhooks) {
        var recent = new RecentDeployments(RecentDeployments.MOST);
        var means = new Courier.Means(
                calls, recent, Retries.DEFAULT, _ -> never.await(), RandomGenerator.getDefault(), clock, metrics);
        var targets = new ArrayList<Target>();
        targets.add(new GithubStatuses(
                Events.REPOSITORY,
                new RepositoryConfig.Report(URI.create("https://" + GITHUB), SECRET),
                _ -> "token".getBytes(StandardCharsets.UTF_8)));
        for (String name : webhooks) {
            targets.add(webhook(name));
        }
        List<Courier> couriers =
                targets.stream().map(target -> new Courier(target, means)).toList();
        var settings = new ReportSettings(List.of(), List.of(), Optional.empty(), MAX_AGE);
        var loop = new ReportLoop(
                new ReportLoop.Consumers(topics::grouped, topics::recent),
                new EventReader(records.codec),
                recent,
                couriers,
                settings,
                clock);
        return Running.of(loop, couriers);
    }

    private record Running(ReportLoop loop, List<Thread> threads) implements AutoCloseable {
        static Running of(ReportLoop loop, List<Courier> couriers) {
            var threads = new ArrayList<Thread>();
            couriers.forEach(courier -> threads.add(Thread.ofVirtual().start(courier)));
            threads.add(Thread.ofPlatform().daemon().start(loop));
            return new Running(loop, threads);
        }

        @Override
        public void close() {
            loop.stop();
            threads.stream().filter(Thread::isVirtual).forEach(Thread::interrupt);
            try {
                for (Thread thread : threads) {
                    assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
