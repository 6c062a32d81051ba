package dev.migrationgate.tests.crash;

import dev.migrationgate.cli.deploy.Answer;
import dev.migrationgate.cli.deploy.IngestClient;
import dev.migrationgate.quickstart.chaos.load.Order;
import dev.migrationgate.quickstart.chaos.load.OrderImages;
import dev.migrationgate.quickstart.fleet.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is asked of the system, each under a key of its own. */
final class Requests {
    private static final int USUAL = 1;

    private final Fleet fleet;
    private final Path flags;
    private int posted;

    /**
     * Of one system.
     *
     * @param flags folder for what lets containers go on
     */
    Requests(Fleet fleet, Path flags) {
        this.fleet = fleet;
        this.flags = flags;
    }

    /** A deployment of the usual application. */
    String post(Story story) throws IOException, InterruptedException {
        return post(order(story, USUAL, USUAL), "", "");
    }

    /** The first deployment of an application on a database of its own. */
    String postFirst(Story story) throws IOException, InterruptedException {
        int fresh = nextApplication();
        return post(order(story, fresh, fresh), "", "");
    }

    /** A deployment whose migration goes on when it is let. */
    String postMigrating(Story story, int application, Hold hold) throws IOException, InterruptedException {
        return post(order(story, application, application), hold.script(), "");
    }

    /** A deployment of an application whose database is the usual application's now. */
    String postMoved(Story story, int application) throws IOException, InterruptedException {
        return post(order(story, application, USUAL), "", "");
    }

    /** A deployment of the usual application whose service becomes ready when it is let. */
    String postServing(Story story, Hold hold) throws IOException, InterruptedException {
        return post(order(story, USUAL, USUAL), "", hold.script());
    }

    /** Something to hold a container with. */
    Hold hold() {
        return new Hold(flags.resolve("go-on-" + (posted + 1)));
    }

    /** Number of an application that nobody knows yet. */
    int nextApplication() {
        return posted + 1;
    }

    /** Asks for something on behalf of a deployment. */
    void command(String deployment, Map<String, String> wish) throws IOException, InterruptedException {
        Map<String, String> whole = new HashMap<>(wish);
        whole.putAll(Map.of("actor", "the tester", "reason", "to see what comes of it"));
        try (IngestClient ingest = new IngestClient(fleet.ingest())) {
            ingest.command(deployment, whole, wish.get("command") + "-" + deployment)
                    .ifPresent(refusal -> {
                        throw new AssertionError(wish + " of " + deployment + " is refused: " + refusal);
                    });
        }
    }

    private Order order(Story story, int application, int database) {
        posted++;
        return new Order(posted, application, database, story.kind(), Duration.ZERO, List.of(), false);
    }

    private String post(Order order, String beforeMigration, String beforeServing)
            throws IOException, InterruptedException {
        OrderImages.write(fleet.images(), order);
        Path image = fleet.images().resolve(OrderImages.config(order));
        Files.writeString(image, Files.readString(image).replace("exec ", beforeServing + "exec "));
        String manifests = Story.manifests(order).replace("echo migrating; ", "echo migrating; " + beforeMigration);
        try (IngestClient ingest = new IngestClient(fleet.ingest())) {
            return ((Answer.Accepted) ingest.deploy(manifests, "crash-" + order.number()))
                    .deployments()
                    .getFirst()
                    .id();
        }
    }
}
