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
 * What is to be made again, in this order, what stays, and what has no counterpart.
 *
 * @param steps the first
 * @param staying the second
 * @param missing the last
 */
record Plan(List<Step> steps, List<Staying> staying, List<Staying> missing) {

    /** Copies the lists. */
    Plan {
        steps = List.copyOf(steps);
        staying = List.copyOf(staying);
        missing = List.copyOf(missing);
    }

    /** How many are to be made again, in words. */
    String count() {
        return steps.size() == 1 ? "1 deployment" : steps.size() + " deployments";
    }

    /** Whether it goes into another environment than the recorded one. */
    boolean isElsewhere() {
        return steps.stream().anyMatch(step -> step.into().isPresent());
    }

    /** What stands in it, for people. */
    List<String> lines(boolean skip) {
        List<String> lines = new ArrayList<>();
        missing.forEach(each -> lines.add("missing: " + each.application() + ": " + each.why()));
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
        list(plan.putArray("staying"), staying);
        list(plan.putArray("missing"), missing);
        return json;
    }

    private static void list(ArrayNode array, List<Staying> applications) {
        applications.forEach(
                each -> array.addObject().put("application", each.application()).put("why", each.why()));
    }

    /** One deployment. */
    static Plan of(Served served, Destination destination) throws InterruptedException {
        return of(List.of(served), List.of(), destination);
    }

    /**
     * What every application of an environment served at a time. Applications of one lane follow one another as they were deployed
     * then; lanes come in the order of their first application's id.
     *
     * @throws CommandException the ledger does not know everything yet, or no application is there
     */
    static Plan of(Known known, String environment, String within, Instant at, Destination destination)
            throws InterruptedException {
        known.requireComplete();
        List<JsonNode> applications = known.applications(within).stream()
                .filter(each -> each.path("environment").asText().equals(environment))
                .sorted(Comparator.comparing(each -> each.path("id").asText()))
                .toList();
        if (applications.isEmpty()) {
            throw new CommandException(
                    CommandException.UNUSABLE,
                    "the ledger knows no application in the environment " + environment
                            + (within.isEmpty() ? "" : " within '" + within + "'"));
        }
        List<Served> served = new ArrayList<>();
        List<Staying> staying = new ArrayList<>();
        for (JsonNode application : applications) {
            Optional<Served> then = Served.at(known, application, at);
            then.ifPresent(served::add);
            if (then.isEmpty()) {
                staying.add(new Staying(Recorded.text(application, "id"), "nothing was live then"));
            }
        }
        return of(served, staying, destination);
    }

    private static Plan of(List<Served> all, List<Staying> idle, Destination destination) throws InterruptedException {
        // In the order of the first one of each lane.
        Map<String, Map<Served, Step>> lanes = new LinkedHashMap<>();
        List<Staying> staying = new ArrayList<>(idle);
        List<Staying> missing = new ArrayList<>();
        for (Served each : all) {
            switch (destination.of(each)) {
                case Destination.Fate.Made(Step step) ->
                    lanes.computeIfAbsent(step.lane(), _ -> new LinkedHashMap<>())
                            .put(each, step);
                case Destination.Fate.Stays(Staying stays) -> staying.add(stays);
                case Destination.Fate.Missing(Staying none) -> missing.add(none);
            }
        }
        staying.sort(Comparator.comparing(Staying::application));
        List<Step> steps = lanes.values().stream()
                .flatMap(lane -> lane.entrySet().stream()
                        .sorted(Comparator.comparing(entry -> entry.getKey().deployedAt()))
                        .map(Map.Entry::getValue))
                .toList();
        return new Plan(steps, staying, missing);
    }
}
