package dev.migrationgate.cli.redeploy;

import dev.migrationgate.cli.deploy.Answer;
import dev.migrationgate.cli.deploy.IngestClient;
import java.util.HashSet;
import java.util.Set;

/**
 * Has a plan carried out by ingest.
 *
 * @param ingest what it is told
 * @param client where it is
 * @param key of all requests; each has a part of its own behind it
 */
record Requests(IngestOptions ingest, IngestClient client, String key) {

    /** Whether ingest would take all of it. */
    boolean possible(Plan plan, Report report) throws InterruptedException {
        boolean all = true;
        for (Step step : plan.steps()) {
            Answer answer = ingest.ask(client, step.recorded(), key, true);
            report.answered(step.recorded(), answer);
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
            Recorded recorded = step.recorded();
            if (broken.contains(recorded.lane())) {
                report.left(recorded);
                continue;
            }
            Answer answer = ingest.ask(client, recorded, key, false);
            report.answered(recorded, answer);
            if (answer instanceof Answer.Refused refused) {
                broken.add(recorded.lane());
                exit = Math.max(exit, refused.exitCode());
            }
        }
        report.end(plan, exit == 0);
        return exit;
    }
}
