package dev.migrationgate.ledger.view;

import dev.migrationgate.ledger.fact.Coordinates;
import dev.migrationgate.ledger.fact.Fact;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A deployment, as all that was read of it says.
 *
 * @param id its id
 * @param request what was asked for
 * @param turn its place in its lane's line
 * @param state how far it is, and why
 * @param migration none, wanted, applied, not-required or skipped
 * @param attempt the newest attempt of its migration; 0: none started
 * @param startedAt when that attempt's execution was made
 * @param passedAt when the gate let it pass
 * @param execution the newest execution's full resource name
 * @param logUri where its log can be read
 * @param excerpt the last lines of a failed migration's log
 * @param serving what it put into service
 * @param served where that is written, of several places the last: the order in which an application's deployments took over
 * @param updatedAt when the newest thing happened to it
 */
public record Deployment(
        String id,
        Fact.Requested request,
        Turn turn,
        State state,
        String migration,
        int attempt,
        Optional<Instant> startedAt,
        Optional<Instant> passedAt,
        Optional<String> execution,
        Optional<String> logUri,
        List<String> excerpt,
        Optional<Fact.Deployed> serving,
        Optional<Coordinates> served,
        Instant updatedAt) {
    /** Copies the list. */
    public Deployment {
        excerpt = List.copyOf(excerpt);
    }

    /**
     * A place in line. A retry puts a deployment at the end of the line again, and nothing compares the places of commands with
     * those of requests, which are in another topic: so the line is in the order of time. By clocks that disagree, two that came at
     * almost the same time may be the other way round than the runner has them.
     *
     * @param asked when it was requested, or the last retry was that was not refused
     * @param place where its request is written: the order of what was asked for at the same time
     */
    public record Turn(Instant asked, Coordinates place) implements Comparable<Turn> {
        private static final Comparator<Turn> ORDER =
                Comparator.comparing(Turn::asked).thenComparing(Turn::place);

        @Override
        public int compareTo(Turn other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * How far a deployment is.
     *
     * @param status in a word
     * @param since since when
     * @param reason in a word, where it did not go well
     * @param message in a sentence, where it did not go well
     * @param supersededBy the deployment that took its place
     */
    public record State(
            Status status,
            Instant since,
            Optional<String> reason,
            Optional<String> message,
            Optional<String> supersededBy) {
        static State of(Status status, Instant since) {
            return new State(status, since, Optional.empty(), Optional.empty(), Optional.empty());
        }

        static State of(Status status, Instant since, String reason, String message) {
            return new State(status, since, Optional.of(reason), Optional.of(message), Optional.empty());
        }
    }

    /** How far it is. */
    public Status status() {
        return state.status();
    }

    /** The last part of the application's id. */
    public String name() {
        return request.application().substring(request.application().lastIndexOf('/') + 1);
    }

    /** The environment's name, the third part of the application's id. */
    public String environment() {
        String[] levels = request.application().split("/", -1);
        return levels.length > 2 ? levels[2] : "";
    }

    /** When it ended, if it did. */
    public Optional<Instant> endedAt() {
        return status().ended() ? Optional.of(state.since()) : Optional.empty();
    }

    /** Name and the beginning of the id, as people say it. */
    public String shortName() {
        return name() + " " + shortId(id);
    }

    /** As much of an id as people need. */
    static String shortId(String id) {
        return id.length() <= 8 ? id : id.substring(0, 8);
    }
}
