package dev.migrationgate.cli.redeploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrationgate.cli.CommandException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be made again, in this order, and what stays.
 *
 * @param steps the former
 * @param staying the latter
 */
record Plan(List<Step> steps, List<Staying> staying) {

    /** Copies the lists. */
    Plan {
        steps = List.copyOf(steps);
        staying = List.copyOf(staying);
    }

    /** How many are to be made again, in words. */
    String count() {
        return steps.size() == 1 ? "1 deployment" : steps.size() + " deployments";
    }

    /** What stands in it, for people. */
    List<String> lines(boolean skip) {
        List<String> lines = new ArrayList<>();
        staying.forEach(each -> lines.add("stays: " + each.application() + ": " + each.why()));
        steps.forEach(step -> lines.addAll(step.lines(skip)));
        if (steps.isEmpty()) {
            lines.add("nothing to redeploy");
        }
        return lines;
    }

    /** The same for programs. */
    ObjectNode json(boolean skip) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode plan = json.putObject("plan");
        ArrayNode made = plan.putArray("steps");
        steps.forEach(step -> made.add(step.json(skip)));
        ArrayNode stays = plan.putArray("staying");
        staying.forEach(
                each -> stays.addObject().put("application", each.application()).put("why", each.why()));
        return json;
    }

    /** One deployment. */
    static Plan of(Known known, String deployment) throws InterruptedException {
        Recorded recorded = Recorded.from(known.deployment(deployment));
        return new Plan(List.of(step(known, recorded, known.application(recorded.application()))), List.of());
    }

    /**
     * What every application of an environment served at a time. Applications of one lane follow one another as they were deployed
     * then; lanes come in the order of their first application's id.
     *
     * @throws CommandException the ledger does not know everything yet, or no application is there
     */
    static Plan of(Known known, String environment, String within, Instant at) throws InterruptedException {
        known.requireComplete();
        List<JsonNode> applications = known.applications(within).stream()
                .filter(each -> each.path("environment").asText().equals(environment))
                .sorted(Comparator.comparing(each -> each.path("id").asText()))
                .toList();
        if (applications.isEmpty()) {
            throw new CommandException(
                    CommandException.UNUSABLE, "the ledger knows no application in the environment " + environment);
        }
        List<Staying> staying = new ArrayList<>();
        // In the order of the first one of each lane.
        Map<String, List<Then>> lanes = new LinkedHashMap<>();
        for (JsonNode application : applications) {
            then(known, application, at, staying)
                    .ifPresent(
                            then -> lanes.computeIfAbsent(then.step().recorded().lane(), _ -> new ArrayList<>())
                                    .add(then));
        }
        List<Step> steps = lanes.values().stream()
                .flatMap(lane -> lane.stream().sorted(Comparator.comparing(Then::deployedAt)))
                .map(Then::step)
                .toList();
        return new Plan(steps, staying);
    }

    /** What an application served then; empty where it stays as it is, which is noted. */
    private static Optional<Then> then(Known known, JsonNode application, Instant at, List<Staying> staying)
            throws InterruptedException {
        String id = Recorded.text(application, "id");
        Optional<JsonNode> found = known.newestDeployed(id, at.toString(), each -> served(each, id, at));
        if (found.isEmpty()) {
            staying.add(new Staying(id, "nothing was live then"));
            return Optional.empty();
        }
        JsonNode live = application.path("live");
        if (live.isObject() && Recorded.root(live).equals(Recorded.root(found.get()))) {
            staying.add(new Staying(id, Recorded.text(found.get(), "version") + " is live already"));
            return Optional.empty();
        }
        Recorded recorded = Recorded.from(known.deployment(Recorded.text(found.get(), "id")));
        return Optional.of(new Then(step(known, recorded, application), ended(found.get())));
    }

    /** Requests of an application are deployed in their order, so the newest that had been deployed by then is what was live. */
    private static boolean served(JsonNode deployment, String application, Instant at) {
        return deployment.path("application").asText().equals(application)
                && deployment.path("status").asText().equals("deployed")
                && !ended(deployment).isAfter(at);
    }

    private static Instant ended(JsonNode deployment) {
        String time =
                deployment.path("endedAt").asText(deployment.path("updatedAt").asText());
        return Instant.parse(time);
    }

    private static Step step(Known known, Recorded recorded, JsonNode application) throws InterruptedException {
        Optional<JsonNode> live = Optional.of(application.path("live")).filter(JsonNode::isObject);
        return new Step(recorded, live, application.path("moving").size(), known.lane(recorded.lane()));
    }

    private record Then(Step step, Instant deployedAt) {}
}
