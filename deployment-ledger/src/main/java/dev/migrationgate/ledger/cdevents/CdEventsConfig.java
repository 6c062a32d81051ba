package dev.migrationgate.ledger.cdevents;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Where CDEvents go.
 *
 * @param kafka whether they go to the topic {@code cdevents}
 * @param pubSub the topic of Pub/Sub that they go to, {@code projects/…/topics/…}
 * @param source who tells them, a URI reference
 */
public record CdEventsConfig(boolean kafka, Optional<String> pubSub, URI source) {
    /** Who tells them, where nobody says. */
    public static final String DEFAULT_SOURCE = "/migration-gate";

    private static final String KAFKA = "kafka";

    /** Source: Pub/Sub, "Resource names"; project ids with a domain have a colon. */
    private static final Pattern TOPIC =
            Pattern.compile("projects/[a-z][a-z0-9.:-]{4,61}/topics/(?!goog)[A-Za-z][A-Za-z0-9._~+%-]{2,254}");

    private static final int LONGEST_SOURCE = 500;

    /** Nowhere. */
    public static final CdEventsConfig NONE = new CdEventsConfig(false, Optional.empty(), URI.create(DEFAULT_SOURCE));

    /**
     * Reads the two variables.
     *
     * @param to the value of {@code CDEVENTS_TO}; empty: nowhere
     * @param source the value of {@code CDEVENTS_SOURCE}
     * @param problem told what is wrong, one sentence each
     */
    public static CdEventsConfig parse(String to, String source, Consumer<String> problem) {
        List<String> names = Arrays.stream(to.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        List<String> topics = names.stream().filter(name -> !name.equals(KAFKA)).toList();
        topics.stream()
                .filter(topic -> !TOPIC.matcher(topic).matches())
                .forEach(topic -> problem.accept("CDEVENTS_TO must be 'kafka', a topic of Pub/Sub like"
                        + " projects/my-project/topics/my-topic, or both with a comma between, and has '" + topic
                        + "'"));
        if (topics.size() > 1) {
            problem.accept("CDEVENTS_TO has " + topics.size() + " topics of Pub/Sub, " + String.join(" and ", topics)
                    + "; name one, and let its subscriptions spread what comes to it");
        }
        return new CdEventsConfig(names.contains(KAFKA), topics.stream().findFirst(), source(source, problem));
    }

    private static URI source(String text, Consumer<String> problem) {
        try {
            if (text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOURCE) {
                return URI.create(URI.create(text).toASCIIString());
            }
        } catch (IllegalArgumentException e) {
            // The sentence below.
        }
        problem.accept("CDEVENTS_SOURCE must be a URI or a path of at most " + LONGEST_SOURCE
                + " bytes, for example https://gate.example.com/production, was '" + text + "'");
        return URI.create(DEFAULT_SOURCE);
    }
}
