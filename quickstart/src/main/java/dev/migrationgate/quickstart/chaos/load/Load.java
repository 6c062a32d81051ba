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
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Posts all deployments of a run, each several times, each until ingest accepts it. */
public final class Load implements AutoCloseable {
    private final long seed;
    private final List<Order> orders;
    private final IngestClient ingest;
    private final Operator operator;
    private final Progress progress;
    private final Tries tries = new Tries();
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
    private final Set<Order> answered = ConcurrentHashMap.newKeySet();
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
            List<String> accepted = post(order);
            if (order.cancelled()) {
                accepted.forEach(operator::cancel);
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

    /** Posts until there is a word; the ids of its deployments, none where it was refused for good. */
    private List<String> post(Order order) throws InterruptedException {
        String body = OrderManifests.all(order);
        List<String> accepted = tries.untilAnswered(() -> switch (ingest.deploy(body, order.idempotencyKey(seed))) {
            case Answer.Accepted(var deployments) ->
                Optional.of(deployments.stream().map(Answer.Deployment::id).toList());
            case Answer.Refused answer when answer.status() >= 500 -> Optional.empty();
            case Answer.Refused answer -> {
                refusals.add(order + ": " + answer);
                yield Optional.of(List.of());
            }
        });
        accepted.forEach(progress::accepted);
        answered.add(order);
        return accepted;
    }

    /** How many deployments are asked for. */
    public int deployments() {
        return orders.size();
    }

    /** How many requests were made. */
    public int requests() {
        return tries.made();
    }

    /** Requests that were refused for good, which none should be, with their answers. */
    public List<String> refusals() {
        return List.copyOf(refusals);
    }

    /** Deployments whose request has neither been accepted nor refused yet. */
    public List<String> unanswered() {
        return orders.stream()
                .filter(order -> !answered.contains(order))
                .map(Order::toString)
                .toList();
    }

    @Override
    public void close() {
        posts.shutdownNow();
        ingest.close();
    }
}
