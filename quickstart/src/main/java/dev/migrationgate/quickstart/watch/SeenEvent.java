package dev.migrationgate.quickstart.watch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * An event as a reader of Kafka sees it.
 *
 * @param time when it happened, by its writer ({@code ce_time}), else when Kafka got it
 * @param name the event's name, for example {@code MigrationStarted}
 * @param verdict what tells events of one name apart, for example {@code APPLIED}; empty where there is nothing
 * @param deploymentId the deployment it is about; empty: none
 * @param subject application and version, or whatever else it is about
 * @param facts what a person wants to know, in a few words each
 * @param excerpt last lines of a log, where it carries some
 * @param value the whole event
 */
public record SeenEvent(
        Instant time,
        String name,
        Optional<String> verdict,
        Optional<String> deploymentId,
        String subject,
        List<String> facts,
        List<String> excerpt,
        SpecificRecord value) {

    /** Copies the lists. */
    public SeenEvent {
        facts = List.copyOf(facts);
        excerpt = List.copyOf(excerpt);
    }

    /** Name and verdict, for example {@code MigrationSucceeded APPLIED}. */
    public String label() {
        return verdict.map(word -> name + " " + word).orElse(name);
    }

    /** The start of the deployment's id, long enough to tell deployments on one screen apart. */
    public String shortId() {
        return deploymentId.map(id -> id.substring(0, Math.min(8, id.length()))).orElse("");
    }
}
