package dev.migrationgate.cli.redeploy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrationgate.cli.deploy.Answer;
import dev.migrationgate.cli.deploy.JsonAnswer;
import dev.migrationgate.cli.output.OutputOption;
import java.io.PrintWriter;

/** For programs: one line for each round of questions, at its end. */
final class JsonReport implements Report {
    private final PrintWriter out;
    private final ObjectNode whole = JsonNodeFactory.instance.objectNode();
    private final ArrayNode answers;

    JsonReport(boolean dryRun, PrintWriter out) {
        this.out = out;
        whole.put("dryRun", dryRun);
        answers = whole.putArray("answers");
    }

    @Override
    public void answered(Step step, Answer answer) {
        ObjectNode entry = entry(step);
        JsonAnswer.of(answer).properties().forEach(each -> entry.set(each.getKey(), each.getValue()));
    }

    @Override
    public void left(Step step) {
        entry(step).put("notRequested", "one before it in its lane was refused");
    }

    @Override
    public void end(Plan plan, boolean good) {
        OutputOption.print(out, whole.put("good", good));
    }

    private ObjectNode entry(Step step) {
        return answers.addObject().put("deployment", step.recorded().id()).put("application", step.application());
    }
}
