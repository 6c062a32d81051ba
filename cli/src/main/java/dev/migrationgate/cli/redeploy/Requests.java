package dev.migrationgate.cli.redeploy;

import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.deploy.Answer;
import dev.migrationgate.cli.deploy.IngestClient;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Set;

/**
 * Has a plan carried out by ingest, and shows what it says.
 *
 * @param ingest what it is told
 * @param client where it is
 * @param key of all requests; each has a part of its own behind it
 * @param out for what was done
 * @param err for what was not
 */
record Requests(IngestOptions ingest, IngestClient client, String key, PrintWriter out, PrintWriter err) {

    /** Whether ingest would take all of it. */
    boolean possible(Plan plan) throws InterruptedException {
        boolean all = true;
        for (Step step : plan.steps()) {
            if (ingest.ask(client, step.recorded(), key, true) instanceof Answer.Refused refused) {
                say(step.recorded(), "would be refused", refused);
                all = false;
            }
        }
        out.println(all ? "ingest would take " + plan.count() : "nothing was requested");
        return all;
    }

    /**
     * Asks for all of it, one after another. Where one is refused, those that come after it in its lane are not asked for.
     *
     * @return the exit code
     */
    int make(Plan plan) throws InterruptedException {
        Set<String> broken = new HashSet<>();
        int exit = 0;
        for (Step step : plan.steps()) {
            Recorded recorded = step.recorded();
            if (broken.contains(recorded.lane())) {
                err.println(
                        "not requested: " + recorded.application() + ", since one before it in its lane was refused");
                continue;
            }
            switch (ingest.ask(client, recorded, key, false)) {
                case Answer.Accepted accepted ->
                    accepted.deployments().forEach(each -> out.println(each.id() + "  " + each.application()));
                case Answer.Refused refused -> {
                    say(recorded, "refused", refused);
                    broken.add(recorded.lane());
                    // 5xx is trouble at the other end; the request may be right.
                    exit = Math.max(exit, refused.status() >= 500 ? CommandException.UNUSABLE : 1);
                }
            }
        }
        return exit;
    }

    private void say(Recorded recorded, String what, Answer.Refused refused) {
        err.println(what + " (" + refused.status() + "): " + recorded.application() + ": "
                + Recorded.oneLine(refused.problem()));
    }
}
