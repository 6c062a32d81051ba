package dev.migrationgate.ledger.view;

import dev.migrationgate.ledger.fact.Fact;
import dev.migrationgate.ledger.fact.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * All facts of one deployment. What it comes to depends on which facts there are and not on the order in which they were
 * read: topics are read side by side, and a success may come before its request.
 */
public final class History {
    private static final Comparator<Recorded> IN_TIME = Comparator.<Recorded, Boolean>comparing(
                    each -> !(each.fact() instanceof Fact.Requested))
            .thenComparing(each -> each.fact().at())
            .thenComparing(Recorded::place);

    private final String id;
    private final List<Recorded> facts;

    private History(String id, List<Recorded> facts) {
        this.id = id;
        this.facts = facts;
    }

    /**
     * The history of a deployment.
     *
     * @param id the deployment's id
     * @param facts in any order; those at the same place are one
     */
    public static History of(String id, Collection<Recorded> facts) {
        return new History(id, List.copyOf(new TreeSet<>(facts)));
    }

    /** With more facts. */
    public History with(Collection<Recorded> more) {
        var all = new ArrayList<>(facts);
        all.addAll(more);
        return of(id, all);
    }

    /** The facts, in the order of their topics and places. */
    public List<Recorded> facts() {
        return facts;
    }

    /**
     * The facts as they happened. Places of different topics say nothing of that: the second attempt's start lies before the first
     * one's failure. Clocks of services differ, but nothing came before the request; what happened at one time is as topics have it.
     */
    public List<Recorded> inTime() {
        return facts.stream().sorted(IN_TIME).toList();
    }

    /** What it comes to; empty while its request was not read. */
    public Optional<Deployment> deployment() {
        return facts.stream()
                .filter(each -> each.fact() instanceof Fact.Requested)
                .findFirst()
                .map(this::deployment);
    }

    private Deployment deployment(Recorded first) {
        var request = (Fact.Requested) first.fact();
        Optional<Fact.Started> started = last(Fact.Started.class, Comparator.comparingInt(Fact.Started::attempt));
        Optional<Fact.GatePassed> passed = last(Fact.GatePassed.class);
        Optional<Fact.MigrationFailed> failed = lastFailure();
        return new Deployment(
                id,
                request,
                new Deployment.Turn(asked(request), first.place()),
                state(request, started, passed, failed),
                passed.map(each -> each.outcome().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .orElse(request.migration()),
                Math.max(
                        started.map(Fact.Started::attempt).orElse(0),
                        failed.map(Fact.MigrationFailed::attempt).orElse(0)),
                started.map(Fact.Started::at),
                passed.map(Fact.GatePassed::at),
                passed.flatMap(Fact.GatePassed::execution).or(() -> started.map(Fact.Started::execution)),
                passed.flatMap(Fact.GatePassed::logUri).or(() -> failed.flatMap(Fact.MigrationFailed::logUri)),
                passed.isPresent()
                        ? List.of()
                        : failed.map(Fact.MigrationFailed::excerpt).orElse(List.of()),
                last(Fact.Deployed.class),
                facts.stream()
                        .filter(each -> each.fact() instanceof Fact.Deployed)
                        .map(Recorded::place)
                        .max(Comparator.naturalOrder()),
                newest());
    }

    private Deployment.State state(
            Fact.Requested request,
            Optional<Fact.Started> started,
            Optional<Fact.GatePassed> passed,
            Optional<Fact.MigrationFailed> failed) {
        return rolledOut()
                .or(this::calledOff)
                .or(() -> passed.map(each -> Deployment.State.of(Status.ROLLING_OUT, each.at())))
                .orElseGet(() -> beforeTheGate(request, started, failed));
    }

    private Optional<Deployment.State> rolledOut() {
        return last(Fact.Deployed.class)
                .map(each -> Deployment.State.of(Status.DEPLOYED, each.at()))
                .or(() -> last(Fact.DeployFailed.class)
                        .map(each -> Deployment.State.of(Status.FAILED, each.at(), each.reason(), each.message())));
    }

    private Optional<Deployment.State> calledOff() {
        return last(Fact.Cancelled.class)
                .map(each -> Deployment.State.of(
                        Status.CANCELLED,
                        each.at(),
                        "CANCELLED",
                        "cancelled by " + each.actor() + ": " + each.reason()))
                .or(() -> last(Fact.Superseded.class)
                        .map(each -> new Deployment.State(
                                Status.SUPERSEDED,
                                each.at(),
                                Optional.of("SUPERSEDED"),
                                Optional.of(each.reason()),
                                Optional.of(each.by()))));
    }

    private Deployment.State beforeTheGate(
            Fact.Requested request, Optional<Fact.Started> started, Optional<Fact.MigrationFailed> failed) {
        int attempt = started.map(Fact.Started::attempt).orElse(0);
        Optional<Fact.MigrationFailed> end = failed.filter(each -> each.attempt() >= attempt);
        if (end.isPresent()) {
            return afterFailure(end.get());
        }
        Optional<Fact.Quarantined> held = held();
        if (held.isPresent()) {
            return Deployment.State.of(
                    Status.HELD, held.get().at(), "UNKNOWN", held.get().reason());
        }
        return started.map(each -> Deployment.State.of(Status.MIGRATING, each.at()))
                .orElseGet(() -> Deployment.State.of(Status.WAITING, request.at()));
    }

    /** When it came, or came again, to the end of its lane's line. */
    private Instant asked(Fact.Requested request) {
        return retries()
                .max(Comparator.naturalOrder())
                .filter(request.at()::isBefore)
                .orElse(request.at());
    }

    /** When another attempt was asked for, of those that were not refused. */
    private Stream<Instant> retries() {
        List<String> refused = all(Fact.Refused.class).map(Fact.Refused::id).toList();
        return all(Fact.Commanded.class)
                .filter(each -> each.kind().equals("RETRY") && !refused.contains(each.id()))
                .map(Fact.Commanded::at);
    }

    /** A person may have asked for another attempt, which has not started yet. */
    private Deployment.State afterFailure(Fact.MigrationFailed failure) {
        return retries()
                .filter(at -> at.isAfter(failure.at()))
                .max(Comparator.naturalOrder())
                .map(at -> Deployment.State.of(Status.WAITING, at))
                .orElseGet(() -> Deployment.State.of(Status.FAILED, failure.at(), failure.reason(), failure.message()));
    }

    /** The newest quarantine that nobody decided since; both are told by the runner, by one clock. */
    private Optional<Fact.Quarantined> held() {
        Instant released = all(Fact.Released.class)
                .map(Fact.Released::at)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
        return last(Fact.Quarantined.class).filter(each -> each.at().isAfter(released));
    }

    /** Of several attempts the last one; of several ends of one attempt the newest. */
    private Optional<Fact.MigrationFailed> lastFailure() {
        return last(
                Fact.MigrationFailed.class,
                Comparator.comparingInt(Fact.MigrationFailed::attempt).thenComparing(Fact.MigrationFailed::at));
    }

    private Instant newest() {
        return facts.stream()
                .map(each -> each.fact().at())
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    private <F extends Fact> Optional<F> last(Class<F> kind) {
        return last(kind, Comparator.comparing(Fact::at));
    }

    private <F extends Fact> Optional<F> last(Class<F> kind, Comparator<? super F> order) {
        // Of equal ones the one that is written last.
        return all(kind).reduce((a, b) -> order.compare(b, a) >= 0 ? b : a);
    }

    private <F extends Fact> Stream<F> all(Class<F> kind) {
        return facts.stream().map(Recorded::fact).filter(kind::isInstance).map(kind::cast);
    }
}
