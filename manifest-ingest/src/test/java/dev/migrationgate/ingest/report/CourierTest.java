package dev.migrationgate.ingest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationgate.access.signature.StandardWebhooks;
import dev.migrationgate.google.secret.SecretReference;
import dev.migrationgate.google.secret.Secrets;
import dev.migrationgate.ingest.source.RepositoryConfig;
import dev.migrationgate.manifests.Scope;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CourierTest {
    private static final SecretReference SECRET = new SecretReference.File(Path.of("/secret"));
    private static final Retries RETRIES = new Retries(4, Duration.ofSeconds(8), Duration.ofSeconds(20));
    private static final Secrets SECRETS = _ -> "s3cr3t".getBytes(StandardCharsets.UTF_8);

    private final FakeCalls calls = new FakeCalls();
    private final TestClock clock = new TestClock();
    private final RecentDeployments recent = new RecentDeployments(100);
    private final List<Duration> pauses = new ArrayList<>();
    private final AtomicInteger done = new AtomicInteger();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Courier.Means means = new Courier.Means(
            calls, recent, RETRIES, this::rest, RandomGenerator.of("L64X128MixRandom"), clock, metrics);
    private final Courier github = new Courier(github(SECRETS), means);

    @Test
    void whatIsTakenIsDone() throws Exception {
        github.bring(delivery(DeploymentState.PENDING));

        assertThat(calls.made).hasSize(1);
        assertThat(done).hasValue(1);
        assertThat(count("delivered")).isEqualTo(1);
    }

    @Test
    void whatFailsIsTriedAgainAfterLongerAndLongerPauses() throws Exception {
        calls.answers.addAll(List.of(FakeCalls.answer(500), FakeCalls.answer(502), FakeCalls.answer(503)));

        github.bring(delivery(DeploymentState.PENDING));

        assertThat(calls.made).hasSize(4);
        assertThat(pauses).hasSize(3);
        assertThat(pauses.get(0)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(pauses.get(1)).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(16));
        assertThat(pauses.get(2)).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
        assertThat(done).hasValue(1);
        assertThat(count("delivered")).isEqualTo(1);
    }

    @Test
    void whatFailsTooOftenIsGivenUpAndIsDoneToo() throws Exception {
        calls.down.add("api.github.example");

        github.bring(delivery(DeploymentState.PENDING));

        assertThat(calls.made).hasSize(4);
        assertThat(done).hasValue(1);
        assertThat(count("given-up")).isEqualTo(1);
    }

    @Test
    void afterThatEachIsTriedOnceUntilOneArrives() throws Exception {
        calls.down.add("api.github.example");
        github.bring(delivery(DeploymentState.PENDING));
        github.bring(delivery(DeploymentState.RUNNING));
        assertThat(calls.made).hasSize(5);

        calls.down.clear();
        github.bring(delivery(DeploymentState.SUCCEEDED));
        calls.answers.add(FakeCalls.answer(500));
        github.bring(delivery(DeploymentState.SUCCEEDED));

        assertThat(calls.made).hasSize(8);
        assertThat(count("given-up")).isEqualTo(2);
        assertThat(count("delivered")).isEqualTo(2);
    }

    @Test
    void aServerIsLeftAloneForAsLongAsItSays() throws Exception {
        calls.answers.add(FakeCalls.answer(429, Map.of("Retry-After", List.of("600"))));

        github.bring(delivery(DeploymentState.PENDING));

        assertThat(pauses).containsExactly(Duration.ofMinutes(10));
        assertThat(calls.made).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 403, 404, 422})
    void whatIsRefusedIsNotTriedAgain(int status) throws Exception {
        calls.answers.add(FakeCalls.answer(status));

        github.bring(delivery(DeploymentState.PENDING));

        assertThat(calls.made).hasSize(1);
        assertThat(pauses).isEmpty();
        assertThat(done).hasValue(1);
        assertThat(count("refused")).isEqualTo(1);
    }

    @Test
    void aStateThatIsOverIsNotToldWhereOneIsShown() throws Exception {
        Report late = Events.report(DeploymentState.PENDING, "waits");
        recent.take(new Heard(late.event(), Optional.of(late.deployment())));
        recent.take(
                new Heard(Events.report(DeploymentState.SUCCEEDED, "deployed").event()));

        github.bring(new Courier.Delivery(late, done::incrementAndGet));
        new Courier(webhook(), means).bring(new Courier.Delivery(late, done::incrementAndGet));

        assertThat(calls.of("api.github.example")).isEmpty();
        assertThat(calls.of("chat.example")).hasSize(1);
        assertThat(done).hasValue(2);
        assertThat(count("outdated")).isEqualTo(1);
    }

    @Test
    void aSecretThatCannotBeUsedIsReadAgain() throws Exception {
        var read = new AtomicInteger();
        Secrets replaced = _ -> (read.getAndIncrement() == 0 ? "tö" : "token").getBytes(StandardCharsets.UTF_8);

        new Courier(github(replaced), means).bring(delivery(DeploymentState.PENDING));

        assertThat(calls.made)
                .singleElement()
                .satisfies(request -> assertThat(request.headers().firstValue("Authorization"))
                        .contains("Bearer token"));
        assertThat(count("delivered")).isEqualTo(1);
    }

    @Test
    void aDefectOfOursHoldsUpNothing() throws Exception {
        Secrets broken = _ -> {
            throw new IllegalStateException("a defect");
        };

        new Courier(github(broken), means).bring(delivery(DeploymentState.PENDING));

        assertThat(done).hasValue(1);
        assertThat(count("refused")).isEqualTo(1);
    }

    @Test
    void whereTooManyWaitTheEldestIsGivenUp() throws Exception {
        assertThat(github.ready(100)).isTrue();
        fill();
        assertThat(github.ready(100)).isFalse();
        assertThat(done).hasValue(0);

        github.take(delivery(DeploymentState.RUNNING));

        assertThat(done).hasValue(1);
        assertThat(count("dropped")).isEqualTo(1);
        calls.answers.add(FakeCalls.answer(500));
        calls.down.add("api.github.example");
        github.bring(delivery(DeploymentState.PENDING));
        // It is in trouble, so nobody waits for it.
        assertThat(github.ready(100)).isTrue();
    }

    @Test
    void aTargetThatTakesReportsSlowlyIsWaitedForAMinuteEachTime() throws Exception {
        fill();
        assertThat(github.ready(1)).isFalse();
        clock.advance(Courier.PATIENCE.minusSeconds(1));
        assertThat(github.ready(1)).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(github.ready(1)).isTrue();
        github.take(delivery(DeploymentState.RUNNING));
        assertThat(github.ready(1)).isTrue();
        assertThat(count("dropped")).isEqualTo(1);

        Thread serving = Thread.ofVirtual().start(github);
        await().until(() -> done.get() == Courier.CAPACITY + 1);
        assertThat(github.ready(Courier.CAPACITY)).isTrue();
        serving.interrupt();
        assertThat(serving.join(Duration.ofSeconds(20))).isTrue();
        assertThat(count("dropped")).isEqualTo(1);
        fill();
        assertThat(github.ready(1)).isFalse();
    }

    private void fill() {
        for (int i = 0; i < Courier.CAPACITY; i++) {
            github.take(delivery(DeploymentState.PENDING));
        }
    }

    private void rest(Duration duration) {
        pauses.add(duration);
        clock.advance(duration);
    }

    private Courier.Delivery delivery(DeploymentState state) {
        return new Courier.Delivery(Events.report(state, "reason"), done::incrementAndGet);
    }

    private double count(String outcome) {
        return metrics.counter("ingest.reports", "target", "github:acme/manifests", "outcome", outcome)
                .count();
    }

    private static GithubStatuses github(Secrets secrets) {
        var report = new RepositoryConfig.Report(URI.create("https://api.github.example"), SECRET);
        return new GithubStatuses(Events.REPOSITORY, report, secrets);
    }

    private Webhook webhook() {
        var config = new WebhookConfig(
                "chat",
                URI.create("https://chat.example/hook"),
                SECRET,
                Scope.EVERYTHING,
                EnumSet.allOf(DeploymentState.class));
        return new Webhook(config, SECRETS, new StandardWebhooks(clock));
    }
}
