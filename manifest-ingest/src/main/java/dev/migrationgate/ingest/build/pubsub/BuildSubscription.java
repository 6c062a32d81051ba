package dev.migrationgate.ingest.build.pubsub;

import com.google.api.core.ApiService;
import com.google.cloud.pubsub.v1.AckReplyConsumer;
import com.google.cloud.pubsub.v1.Subscriber;
import com.google.pubsub.v1.PubsubMessage;
import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.google.Reachable;
import dev.migrationgate.ingest.build.BuildInbox;
import dev.migrationgate.ingest.build.BuildMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pulls a subscription for as long as it is open. A message is acknowledged once the inbox is done with it, which is after Kafka acknowledged; one
 * that has to come again is given back after a pause, so that trouble outside is not asked for again at once. Google's client
 * connects again by itself; where it gives up, because the subscription is missing, say, a new one is started after a pause.
 */
public final class BuildSubscription implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(BuildSubscription.class);

    /** How many messages may be in work at once. */
    private static final int MOST = 32;

    /** How long one may be in work; the publisher's own limit is a part of that. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final long STOP_SECONDS = 10;

    private final GoogleCloud google;
    private final String subscription;
    private final BuildInbox inbox;
    private final Duration pause;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile Optional<String> problem = Optional.empty();

    private BuildSubscription(GoogleCloud google, String subscription, BuildInbox inbox, Duration pause) {
        this.google = google;
        this.subscription = subscription;
        this.inbox = inbox;
        this.pause = pause;
        this.thread = Thread.ofVirtual().name("builds").unstarted(this::run);
    }

    /**
     * Starts to pull.
     *
     * @param subscription full name of the subscription
     * @param pause how long a message that has to come again is kept back, and how long a client that gave up is waited for at first
     */
    public static BuildSubscription start(GoogleCloud google, String subscription, BuildInbox inbox, Duration pause) {
        BuildSubscription started = new BuildSubscription(google, subscription, inbox, pause);
        started.thread.start();
        return started;
    }

    /**
     * Asks whether messages can be received.
     *
     * @throws IllegalStateException the client gave up, and is not started again yet
     * @throws com.google.api.gax.rpc.ApiException Pub/Sub does not answer, or not us
     */
    public void check() {
        problem.ifPresent(why -> {
            throw new IllegalStateException(why);
        });
        Reachable.check(google, subscription);
    }

    private void run() {
        int failures = 0;
        try {
            while (closed.getCount() > 0) {
                long started = System.nanoTime();
                receive();
                boolean lasted = System.nanoTime() - started > LONGEST_PAUSE.toNanos();
                failures = lasted ? 1 : failures + 1;
                var _ = closed.await(pauseAfter(failures).toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One client's life. */
    private void receive() throws InterruptedException {
        try {
            Subscriber subscriber = google.subscriber(subscription, this::received, MOST, LIMIT);
            ApiService service = subscriber.startAsync();
            problem = Optional.empty();
            while (closed.getCount() > 0 && service.state() != ApiService.State.FAILED) {
                var _ = closed.await(1, TimeUnit.SECONDS);
            }
            stop(service);
            if (service.state() == ApiService.State.FAILED) {
                gaveUp(String.valueOf(service.failureCause().getMessage()));
            }
        } catch (RuntimeException e) {
            gaveUp(String.valueOf(e.getMessage()));
        }
    }

    private static void stop(ApiService service) {
        if (service.state() != ApiService.State.FAILED) {
            try {
                service.stopAsync().awaitTerminated(STOP_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException _) {
                // What is still in work is not acknowledged, and comes again to whoever pulls next.
            }
        }
    }

    private void gaveUp(String why) {
        problem = Optional.of("receiving from " + subscription + " ended: " + why);
        LOGGER.atWarn()
                .addKeyValue("subscription", subscription)
                .addKeyValue("reason", why)
                .log("messages of builds are not received; trying again");
    }

    private Duration pauseAfter(int failures) {
        long doubled = pause.toMillis() << Math.min(failures - 1, 10);
        long longest = Math.min(doubled, LONGEST_PAUSE.toMillis());
        return Duration.ofMillis(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
    }

    /** Called on a thread of the client's that all messages share. */
    private void received(PubsubMessage message, AckReplyConsumer reply) {
        Thread.ofVirtual().name("build-" + message.getMessageId()).start(() -> {
            var _ = inbox.take(from(message)).thenAccept(done -> answer(done, reply));
        });
    }

    private void answer(boolean done, AckReplyConsumer reply) {
        if (done) {
            reply.ack();
        } else {
            Executor later = CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS);
            later.execute(reply::nack);
        }
    }

    private BuildMessage from(PubsubMessage message) {
        Optional<Instant> publishedAt = message.hasPublishTime()
                ? Optional.of(Instant.ofEpochSecond(
                        message.getPublishTime().getSeconds(),
                        message.getPublishTime().getNanos()))
                : Optional.empty();
        return new BuildMessage(
                message.getMessageId(),
                subscription,
                message.getData().toByteArray(),
                message.getAttributesMap(),
                publishedAt);
    }

    /** Receives nothing more, and waits for what is in work; within 10 seconds and a little. */
    @Override
    public void close() {
        closed.countDown();
        try {
            if (!thread.join(Duration.ofSeconds(STOP_SECONDS + 2))) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
