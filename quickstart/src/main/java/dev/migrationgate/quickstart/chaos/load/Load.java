package dev.migrationgate.quickstart.chaos.load;

import dev.migrationgate.cli.deploy.Answer;
import dev.migrationgate.cli.deploy.IngestClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts all deployments of a run, each several times, each until ingest accepts it. */
public final class Load implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Load.class);

    private final long seed;
    private final List<Order> orders;
    private final IngestClient ingest;
    private final Operator operator;
    private final Progress progress;
    private final Tries tries = new Tries();
    private final AtomicInteger refused = new AtomicInteger();
    private final ExecutorService posts = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Draws the deployments and writes their images.
     *
     * @param size how many deployments over how many databases
     * @param seed what they are drawn from
     * @param during the time over which they are spread
     * @param images the emulator's root of images
     * @param ingest where they are posted
     * @param operator who is told to cancel some
     * @param progress told of each that is accepted
     */
    public Load(Size size, long seed, Duration during, Path images, URI ingest, Operator operator, Progress progress) {
        this.seed = seed;
        this.orders = Orders.of(size.deployments(), size.databases(), during, new SplittableRandom(seed));
        this.ingest = new IngestClient(ingest);
        this.operator = operator;
        this.progress = progress;
        try {
            for (Order order : orders) {
                OrderImages.write(images, order);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the images below " + images, e);
        }
    }

    /**
     * How much is asked for.
     *
     * @param deployments how many
     * @param databases over how many databases
     */
    public record Size(int deployments, int databases) {}

    /** Begins to post, in the background. */
    public void begin() {
        for (Order order : orders) {
            posts.execute(() -> first(order));
        }
    }

    private void first(Order order) {
        try {
            Thread.sleep(order.at());
            for (Duration later : order.repeats()) {
                posts.execute(() -> again(order, later));
            }
            Optional<String> accepted = post(order);
            if (accepted.isPresent()) {
                progress.accepted(accepted.get());
                if (order.cancelled()) {
                    operator.cancel(accepted.get());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void again(Order order, Duration later) {
        try {
            Thread.sleep(later);
            post(order);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Posts until there is a word; the deployment's id, unless it was refused for good. */
    private Optional<String> post(Order order) throws InterruptedException {
        String body = OrderManifests.all(order);
        return tries.untilAnswered(() -> switch (ingest.deploy(body, order.idempotencyKey(seed))) {
            case Answer.Accepted(var deployments) ->
                Optional.of(Optional.of(deployments.getFirst().id()));
            case Answer.Refused answer when answer.status() >= 500 -> Optional.empty();
            case Answer.Refused answer -> {
                refused.incrementAndGet();
                LOGGER.atError()
                        .addKeyValue("order", order)
                        .addKeyValue("answer", answer)
                        .log("refused");
                yield Optional.of(Optional.empty());
            }
        });
    }

    /** How many deployments are asked for. */
    public int deployments() {
        return orders.size();
    }

    /** How many requests were made. */
    public int requests() {
        return tries.made();
    }

    /** How many were refused for good, which none should be. */
    public int refused() {
        return refused.get();
    }

    @Override
    public void close() {
        posts.shutdownNow();
        ingest.close();
    }
}
