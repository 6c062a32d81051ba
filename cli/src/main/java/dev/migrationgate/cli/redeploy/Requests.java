package dev.migrationgate.cli.redeploy;

import dev.migrationgate.cli.deploy.Answer;
import dev.migrationgate.cli.deploy.IngestClient;
import dev.migrationgate.cli.deploy.IngestOptions;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Has a plan carried out by ingest.
 *
 * @param wish what it is told of every deployment
 * @param client where it is
 * @param ingest the same, as a person said it
 * @param key of all requests; each has a part of its own behind it
 */
record Requests(Map<String, Object> wish, IngestClient client, IngestOptions ingest, String key) {

    /** Whether ingest would take all of it. */
    boolean possible(Plan plan, Report report) throws InterruptedException {
        boolean all = true;
        for (Step step : plan.steps()) {
            Answer answer = ask(step.recorded(), step.into(), true);
            report.answered(step, answer);
            all &= answer instanceof Answer.Accepted;
        }
        report.end(plan, all);
        return all;
    }

    /**
     * Asks for all of it, one after another. Where one is refused, those that come after it in its lane are not asked for.
     *
     * @return the exit code
     */
    int make(Plan plan, Report report) throws InterruptedException {
        Set<String> broken = new HashSet<>();
        int exit = 0;
        for (Step step : plan.steps()) {
            if (broken.contains(step.lane())) {
                report.left(step);
                continue;
            }
            Answer answer = ask(step.recorded(), step.into(), false);
            report.answered(step, answer);
            if (answer instanceof Answer.Refused refused) {
                broken.add(step.lane());
                exit = Math.max(exit, refused.exitCode());
            }
        }
        report.end(plan, exit == 0);
        return exit;
    }

    /**
     * Asks for one.
     *
     * @param into another environment than the recorded one
     * @param dryRun whether ingest only says what it would do
     */
    Answer ask(Recorded recorded, Optional<String> into, boolean dryRun) throws InterruptedException {
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("deployment", recorded.id());
        wanted.put("partition", recorded.partition());
        wanted.put("offset", recorded.offset());
        wanted.putAll(wish);
        into.ifPresent(environment -> wanted.put("into", environment));
        if (dryRun) {
            wanted.put("dryRun", true);
        }
        try {
            String own = key + "-" + recorded.id();
            return client.redeploy(
                    wanted, into.map(environment -> own + "-" + environment).orElse(own));
        } catch (IOException e) {
            throw ingest.outOfReach(e, key);
        }
    }
}
