package dev.migrationgate.tests.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the kinds of deployments come to, and which places they pass, without a kill.
 *
 * @param outcomes of each kind
 * @param passing which kinds pass a place
 */
record Survey(Map<Story, Outcome> outcomes, Map<Place, List<Story>> passing) {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /**
     * A fail point.
     *
     * @param service that passes it
     * @param point its name
     */
    record Place(String service, String point) {}

    /** Tells all stories, each to processes that are new, because a process notes only once that it passed a place. */
    static Survey of(CrashingSystem system) throws IOException, InterruptedException {
        Survey survey = new Survey(new EnumMap<>(Story.class), new LinkedHashMap<>());
        for (Story story : Story.values()) {
            system.startAnew();
            String deployment = system.tell(story);
            Outcome outcome = system.outcome(deployment);
            assertThat(outcome.events())
                    .as(story.title())
                    .isEqualTo(Stream.concat(Stream.of("DeploymentRequested"), story.events().stream())
                            .toList());
            survey.outcomes.put(story, outcome);
            survey.note(system, story);
        }
        // Long after its end, a deployment's job is deleted: by then others are under way.
        system.awaitJobDeleted();
        survey.note(system, Story.ANOTHER);
        return survey;
    }

    private void note(CrashingSystem system, Story story) throws IOException {
        for (String service : CrashingSystem.SERVICES) {
            note(service, system.places(service), story);
        }
    }

    private void note(String service, ArmedPlaces places, Story story) throws IOException {
        // What follows the last event, such as the end of the call that wrote it, belongs to the story.
        await("all calls of " + service).atMost(LIMIT).until(places::settled);
        for (String point : places.reached()) {
            passing.computeIfAbsent(new Place(service, point), _ -> new ArrayList<>())
                    .add(story);
        }
    }
}
