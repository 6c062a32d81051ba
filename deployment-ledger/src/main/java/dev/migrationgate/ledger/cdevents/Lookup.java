package dev.migrationgate.ledger.cdevents;

import dev.migrationgate.events.DeploymentCancelled;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.topics.EventTopic;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.ledger.fact.Coordinates;
import dev.migrationgate.ledger.fact.Fact;
import dev.migrationgate.ledger.fact.FactReader;
import dev.migrationgate.ledger.fact.Recorded;
import dev.migrationgate.ledger.store.Dimension;
import dev.migrationgate.ledger.store.LedgerStore;
import dev.migrationgate.ledger.store.StoredEvent;
import dev.migrationgate.ledger.view.History;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * Adds to a recorded event what the store has of its deployment. The store has to be as far as the record's causes are; see {@link
 * StoreWatch}. Safe for several threads.
 *
 * @param store what was read
 * @param codec reads bytes of events
 */
record Lookup(LedgerStore store, EventCodec codec) {
    /** The topics with what is told. */
    static final List<EventTopic<?>> TOPICS = List.of(
            Topics.DEPLOYMENT_REQUESTED,
            Topics.MIGRATION_STARTED,
            Topics.MIGRATION_SUCCEEDED,
            Topics.MIGRATION_FAILED,
            Topics.DEPLOYMENT_CANCELLED,
            Topics.SERVICE_DEPLOYED);

    /**
     * What a record tells, and what is known besides.
     *
     * @param place where the record is, in one of {@link #TOPICS}
     * @throws dev.migrationgate.events.serde.UndecodableException it is no event of its topic
     * @throws dev.migrationgate.events.serde.RegistryException the registry is out of reach
     * @throws dev.migrationgate.ledger.store.StoreException the store cannot be read
     */
    Occurrence of(Coordinates place, StoredEvent record) {
        SpecificRecord event = codec.decode(topic(place.topic()), record.value());
        String deployment = FactReader.read(event).deployment();
        History history = store.history(deployment);
        return new Occurrence(event, name(place, record), deployment, request(event, history), past(event, history));
    }

    private static EventTopic<?> topic(String name) {
        return TOPICS.stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing is told of " + name));
    }

    /** Ours always has a source and an id, the same ones where it was written twice; what others wrote has its place. */
    private static String name(Coordinates place, StoredEvent record) {
        return record.header("ce_source")
                .flatMap(source -> record.header("ce_id").map(id -> source + " " + id))
                .orElseGet(() -> place.topic() + "/" + place.partition() + "/" + place.offset());
    }

    private Optional<String> nameOf(Recorded fact) {
        return store.event(fact.place()).map(event -> name(fact.place(), event));
    }

    /** As it was asked for. The gate's copy stands in for it: a runner that is older than a field leaves that out of it. */
    private Optional<DeploymentRequested> request(SpecificRecord event, History history) {
        Optional<DeploymentRequested> recorded = history.facts().stream()
                .filter(each -> each.fact() instanceof Fact.Requested)
                .findFirst()
                .flatMap(each -> store.event(each.place()))
                .map(each -> codec.decode(Topics.DEPLOYMENT_REQUESTED, each.value()));
        return switch (event) {
            case DeploymentRequested request -> Optional.of(request);
            case MigrationSucceeded passed -> recorded.or(() -> Optional.of(passed.getRequest()));
            default -> recorded;
        };
    }

    private Occurrence.Past past(SpecificRecord event, History history) {
        return switch (event) {
            case DeploymentRequested request -> new Occurrence.Past(toldBefore(request), none(), none());
            case MigrationSucceeded passed -> new Occurrence.Past(false, started(history, passed.getAttempt()), none());
            case MigrationFailed failed -> new Occurrence.Past(false, started(history, failed.getAttempt()), none());
            case DeploymentCancelled _ -> new Occurrence.Past(false, open(history), none());
            default -> new Occurrence.Past(false, none(), applied(history));
        };
    }

    private static <T> Optional<T> none() {
        return Optional.empty();
    }

    private Optional<Occurrence.Attempt> started(History history, int attempt) {
        return starts(history)
                .filter(each -> attempt(each) == attempt)
                .findFirst()
                .flatMap(each -> nameOf(each).map(name -> new Occurrence.Attempt(attempt, name)));
    }

    /** The newest attempt, unless its own end was told. */
    private Optional<Occurrence.Attempt> open(History history) {
        return starts(history)
                .max(Comparator.comparingInt(Lookup::attempt))
                .map(Lookup::attempt)
                .filter(attempt -> history.facts().stream()
                        .noneMatch(each ->
                                each.fact() instanceof Fact.MigrationFailed failed && failed.attempt() >= attempt))
                .flatMap(attempt -> started(history, attempt));
    }

    private static Stream<Recorded> starts(History history) {
        return history.facts().stream().filter(each -> each.fact() instanceof Fact.Started);
    }

    private static int attempt(Recorded fact) {
        return fact.fact() instanceof Fact.Started started ? started.attempt() : 0;
    }

    private Optional<String> applied(History history) {
        return history.facts().stream()
                .filter(each -> each.fact() instanceof Fact.GatePassed passed
                        && passed.outcome().equals("APPLIED"))
                .findFirst()
                .flatMap(this::nameOf);
    }

    /**
     * Whether an older request came from the same merge, so that the merge is told with that one. Of requests of the same time it is the
     * one whose id sorts last: all ledgers come to the same one.
     */
    private boolean toldBefore(DeploymentRequested request) {
        Optional<Merge> merge = Chain.merge(request);
        if (merge.isEmpty()) {
            return false;
        }
        var found = new AtomicBoolean();
        String commit = merge.get().commit();
        String own = LedgerStore.keyOf(Dimension.COMMIT, commit, request.getRequestedAt(), request.getDeploymentId());
        store.keys(Dimension.COMMIT, commit, false, own, key -> {
            found.set(store.deployment(LedgerStore.idOf(key))
                    .flatMap(deployment -> Merge.of(deployment.request()))
                    .equals(merge));
            return !found.get();
        });
        return found.get();
    }
}
