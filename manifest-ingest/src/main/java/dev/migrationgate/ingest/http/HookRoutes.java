package dev.migrationgate.ingest.http;

import dev.migrationgate.ingest.hook.HookReading;
import dev.migrationgate.ingest.hook.Hooks;
import dev.migrationgate.ingest.source.Push;
import dev.migrationgate.ingest.source.Pushes;
import dev.migrationgate.trace.http.TracedRequests;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /hooks/github} and {@code POST /hooks/gitlab}. Whoever posts proves who they are by a signature, so there is no other
 * authentication.
 */
public final class HookRoutes {
    private static final Logger LOGGER = LoggerFactory.getLogger(HookRoutes.class);

    /**
     * GitHub gives up after 10 seconds, and calls the delivery failed
     * (https://docs.github.com/en/webhooks/using-webhooks/best-practices-for-using-webhooks).
     */
    private static final Duration PATIENCE = Duration.ofSeconds(9);

    private final Pushes pushes;
    private final Answers answers;
    private final MeterRegistry metrics;
    private final Duration patience;

    /**
     * Puts the routes together.
     *
     * @param statusBase what status links begin with, up to the deployment's id
     */
    public HookRoutes(Pushes pushes, String statusBase, MeterRegistry metrics) {
        this(pushes, statusBase, metrics, PATIENCE);
    }

    /** The same with another patience of the host. */
    HookRoutes(Pushes pushes, String statusBase, MeterRegistry metrics, Duration patience) {
        this.pushes = pushes;
        this.answers = new Answers(statusBase);
        this.metrics = metrics;
        this.patience = patience;
    }

    /** The paths that hosts post to. */
    public List<Hook> hooks(List<Hooks> hosts, Executor workers) {
        return hosts.stream()
                .map(host -> new Hook(
                        "/hooks/" + host.host(),
                        context -> judgeHead(host, context),
                        context -> handle(host, context, workers)))
                .toList();
    }

    private void judgeHead(Hooks host, RoutingContext context) {
        MultiMap headers = context.request().headers();
        if (!MediaType.isJson(headers.get("Content-Type"))
                || MediaType.problem("application/json", headers.get("Content-Encoding"))
                        .isPresent()) {
            answer(host, context, HookAnswer.unsupported());
        } else {
            context.next();
        }
    }

    private void handle(Hooks host, RoutingContext context, Executor workers) {
        MultiMap headers = context.request().headers();
        byte[] body = Optional.ofNullable(context.body().buffer())
                .orElseGet(Buffer::buffer)
                .getBytes();
        String traceparent = TracedRequests.of(context).text();
        context.response().putHeader("traceparent", traceparent);
        var reading = CompletableFuture.supplyAsync(() -> host.read(headers::getAll, body, traceparent), workers);
        InFlight.hold(context, Future.fromCompletionStage(reading));
        // Back on the event loop: a response belongs to it.
        Future.fromCompletionStage(
                        reading.thenCompose(read -> take(read))
                                // A copy, so that what was begun goes on: reading a secret may take longer, too.
                                .copy()
                                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                                .exceptionally(HookRoutes::lateOrFailed),
                        context.vertx().getOrCreateContext())
                .onSuccess(done -> answer(host, context, done))
                .onFailure(failure -> {
                    LOGGER.atError()
                            .addKeyValue("host", host.host())
                            .setCause(failure)
                            .log("a hook failed for a reason of our own");
                    answer(host, context, HookAnswer.failed());
                });
    }

    private CompletableFuture<HookAnswer> take(HookReading reading) {
        return reading instanceof HookReading.Pushed(Push push)
                ? pushes.push(push).thenApply(result -> answer(push, HookAnswer.to(answers, push.delivery(), result)))
                : CompletableFuture.completedFuture(HookAnswer.to(reading));
    }

    /**
     * GitLab stops telling for a while after four answers in a row that are not 2xx, whatever their reason
     * (https://docs.gitlab.com/user/project/integrations/webhooks/#auto-disabled-webhooks).
     */
    private static HookAnswer answer(Push push, HookAnswer answer) {
        return switch (push.repository().provider()) {
            case GITHUB -> answer;
            case GITLAB -> answer.withoutRefusal();
        };
    }

    private static HookAnswer lateOrFailed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TimeoutException) {
            return HookAnswer.late();
        }
        throw new CompletionException(cause);
    }

    private void answer(Hooks host, RoutingContext context, HookAnswer answer) {
        metrics.counter("ingest.hooks", "provider", host.host(), "outcome", answer.outcome())
                .increment();
        answer.sending().to(context.response());
    }
}
