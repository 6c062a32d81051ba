package dev.migrationgate.cli.redeploy;

import dev.migrationgate.cli.deploy.Answer;
import dev.migrationgate.cli.output.Printable;
import java.io.PrintWriter;
import java.util.List;

/**
 * For people.
 *
 * @param dryRun whether ingest only says what it would do
 * @param out for what was done
 * @param err for what was not
 */
record TextReport(boolean dryRun, PrintWriter out, PrintWriter err) implements Report {
    @Override
    public void answered(Step step, Answer answer) {
        switch (answer) {
            case Answer.Accepted accepted
            when !dryRun ->
                accepted.deployments()
                        .forEach(each -> Printable.print(out, List.of(each.id() + "  " + each.application())));
            case Answer.Accepted _ -> {
                // Only the count of them is of interest.
            }
            case Answer.Refused refused ->
                Printable.print(
                        err,
                        List.of((dryRun ? "would be refused" : "refused") + " (" + refused.status() + "): "
                                + step.application() + ": " + refused.problem()));
        }
    }

    @Override
    public void left(Step step) {
        String why = "since one before it in its lane was refused";
        Printable.print(err, List.of("not requested: " + step.application() + ", " + why));
    }

    @Override
    public void end(Plan plan, boolean good) {
        if (dryRun) {
            Printable.print(out, List.of(good ? "ingest would take " + plan.count() : "nothing was requested"));
        }
    }
}
