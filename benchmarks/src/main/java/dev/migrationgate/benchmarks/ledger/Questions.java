package dev.migrationgate.benchmarks.ledger;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * What people ask a ledger, over and over, each time about another deployment.
 *
 * @param deployments how many are recorded
 * @param begin when the first one was requested
 */
record Questions(int deployments, Instant begin) {
    private static final int EACH = 300;
    private static final long SEED = 6;

    /** Asks each kind of question one after the other; how long the answers took, by kind. */
    Map<String, Latencies> ask(LedgerSite site) throws IOException, InterruptedException {
        Map<String, Latencies> taken = new LinkedHashMap<>();
        // Once without counting, as a server that runs has answered before.
        for (int round = 0; round < 2; round++) {
            for (var kind : kinds().entrySet()) {
                taken.put(kind.getKey(), ask(site, kind.getValue()));
            }
        }
        return taken;
    }

    private static Latencies ask(LedgerSite site, Supplier<String> path) throws IOException, InterruptedException {
        var latencies = new Latencies();
        for (int i = 0; i < EACH; i++) {
            String next = path.get();
            long start = System.nanoTime();
            site.get(next);
            latencies.add(System.nanoTime() - start);
        }
        return latencies;
    }

    private Map<String, Supplier<String>> kinds() {
        var random = new Random(SEED);
        Supplier<PastDeployment> any = () -> {
            int number = random.nextInt(deployments);
            return new PastDeployment(number, Past.time(begin, number));
        };
        Map<String, Supplier<String>> kinds = new LinkedHashMap<>();
        kinds.put("one deployment", () -> "/v1/deployments/" + any.get().id());
        kinds.put(
                "by the beginning of its id",
                () -> "/v1/deployments/" + any.get().id().substring(0, 20));
        kinds.put("the newest 50", () -> "/v1/deployments");
        kinds.put("of an application", () -> list("application", any.get().application()));
        kinds.put("of a lane", () -> list("lane", any.get().lane()));
        kinds.put(
                "by an actor, failed",
                () -> list("actor", PastDeployment.actor(random.nextInt(PastDeployment.ACTORS))) + "&status=failed");
        kinds.put("of a commit", () -> list("commit", any.get().commit().substring(0, 7)));
        kinds.put("failed, in an environment", () -> list("environment", "staging") + "&status=failed");
        kinds.put("of an hour", () -> {
            Instant since = any.get().at();
            return "/v1/deployments?since=%s&until=%s".formatted(since, since.plusSeconds(3600));
        });
        kinds.put(
                "what has not ended",
                () -> "/v1/deployments?status=waiting&status=migrating&status=held&status=rolling-out&limit=200");
        kinds.put("nothing matches", () -> list("environment", "production") + "&status=superseded&actor=nobody");
        kinds.put("200 that few match", () -> list("environment", "staging") + "&actor=token%3Aperson-1&limit=200");
        kinds.put("an application", () -> "/v1/applications/" + any.get().application());
        kinds.put("50 applications", () -> "/v1/applications?within=acme/unit-1");
        kinds.put("a lane", () -> "/v1/lanes/" + any.get().lane());
        kinds.put("50 lanes", () -> "/v1/lanes");
        kinds.put("why", () -> "/v1/deployments/" + any.get().id() + "/why");
        return kinds;
    }

    private static String list(String name, String value) {
        return "/v1/deployments?" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
