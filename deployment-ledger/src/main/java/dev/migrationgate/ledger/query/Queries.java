package dev.migrationgate.ledger.query;

import dev.migrationgate.ledger.store.Dimension;
import dev.migrationgate.ledger.store.LedgerStore;
import dev.migrationgate.ledger.view.Deployment;
import dev.migrationgate.ledger.view.Lane;
import dev.migrationgate.manifests.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Answers questions about what is recorded. What an answer costs grows with its length and not with what is recorded: where few of
 * many match, a page ends early and the next one goes on. Safe for several threads.
 */
public final class Queries {
    /** How many deployments, applications or lanes are looked at for a page. */
    private static final int MOST_LOOKED_AT = 400;

    /** An application's deployments that have not ended; more than a few mean that something is very wrong. */
    private static final int MOST_MOVING = 100;

    private static final int MOST_IN_LANE = 1_000;
    private static final int AMBIGUOUS = 2;
    private static final int LEAST_OF_ID = 8;

    private final LedgerStore store;

    /** Asks a store. */
    public Queries(LedgerStore store) {
        this.store = store;
    }

    /**
     * Deployments, the newest first.
     *
     * @param after where a page before ended; empty: from the first
     */
    public Page<Deployment> deployments(Filter filter, String after, int most) {
        Filter.Source source = filter.source(name -> isName(name, filter.scope()));
        var found = new ArrayList<Deployment>();
        var last = new ArrayList<String>(List.of(""));
        int[] looked = {0};
        String first = after.isEmpty() ? firstKey(filter, source) : after;
        boolean[] more = {false};
        List<Filter.Source> others = new ArrayList<>(filter.others());
        others.remove(source);
        walk(source, first, key -> {
            if (found.size() == most || looked[0] == MOST_LOOKED_AT) {
                more[0] = true;
                return false;
            }
            if (!source.beginning() && isBefore(key, filter)) {
                return false;
            }
            looked[0]++;
            last.set(0, key);
            if (others.stream().allMatch(other -> isUnder(key, other))) {
                store.deployment(LedgerStore.idOf(key)).filter(filter::matches).ifPresent(found::add);
            }
            return true;
        });
        return new Page<>(found, more[0] ? Optional.of(place(last.getFirst(), filter.scope())) : Optional.empty());
    }

    private void walk(Filter.Source source, String first, Predicate<String> visit) {
        if (source.values().size() == 1) {
            store.keys(source.dimension(), source.values().getFirst(), source.beginning(), first, visit);
        } else {
            store.keys(source.dimension(), source.values(), first, visit);
        }
    }

    private boolean isUnder(String key, Filter.Source other) {
        return other.values().stream().anyMatch(value -> store.isUnder(key, other.dimension(), value));
    }

    private Page.Place place(String key, Scope scope) {
        Optional<Deployment> here = store.deployment(LedgerStore.idOf(key));
        return new Page.Place(
                key,
                here.filter(each -> Filter.visible(scope, each.request().application()))
                        .isPresent());
    }

    private boolean isName(String name, Scope scope) {
        boolean[] found = {false};
        store.keys(Dimension.NAMED, name, false, "", key -> {
            found[0] = Filter.visible(scope, LedgerStore.idOf(key));
            return !found[0];
        });
        return found[0];
    }

    /** Behind everything that is too new. */
    private static String firstKey(Filter filter, Filter.Source source) {
        return source.beginning()
                ? ""
                : filter.until()
                        .map(time -> LedgerStore.keyBehind(
                                source.dimension(), source.values().getFirst(), time))
                        .orElse("");
    }

    private static boolean isBefore(String key, Filter filter) {
        return filter.since().filter(time -> LedgerStore.isOlder(key, time)).isPresent();
    }

    /** The deployment with an id, or the only one whose id begins so; a beginning has 8 characters at least. */
    public Found find(String id, Scope scope) {
        if (id.length() < LEAST_OF_ID) {
            return new Found(Optional.empty(), false);
        }
        var ids = new ArrayList<String>();
        store.keys(Dimension.ID, id, true, "", key -> {
            String found = LedgerStore.valueOf(key);
            store.deployment(found)
                    .filter(each -> Filter.visible(scope, each.request().application()))
                    .ifPresent(_ -> ids.add(found));
            return ids.size() < AMBIGUOUS && !found.equals(id);
        });
        if (ids.contains(id)) {
            return new Found(store.deployment(id), false);
        }
        return ids.size() == 1
                ? new Found(store.deployment(ids.getFirst()), false)
                : new Found(Optional.empty(), !ids.isEmpty());
    }

    /**
     * What an id leads to.
     *
     * @param deployment the deployment; empty: there is none, or more than one
     * @param ambiguous whether there is more than one
     */
    public record Found(Optional<Deployment> deployment, boolean ambiguous) {}

    /**
     * Applications by id, from behind one.
     *
     * @param within an application's id, a beginning of it that ends before a slash, or its name, which has no slash
     */
    public Page<Application> applications(String within, Scope scope, String after, int most) {
        List<Application> named = after.isEmpty() ? named(within, scope, most) : List.of();
        if (!named.isEmpty()) {
            return new Page<>(named, Optional.empty());
        }
        String begin = narrower(within, scope.toString());
        return walk(
                Dimension.APPLICATION,
                begin,
                after,
                most,
                id -> Optional.of(id)
                        .filter(each -> Filter.visible(scope, each) && Filter.within(each, within))
                        .flatMap(this::application));
    }

    /** Goes on behind what whoever asks may not see, so that a page seldom ends there. */
    private <T> Page<T> walk(
            Dimension dimension, String begin, String after, int most, Function<String, Optional<T>> visible) {
        var found = new ArrayList<T>();
        var last = new Page.Place(after, true);
        int looked = 0;
        while (true) {
            List<String> ids = store.values(dimension, begin, last.key(), most + 1);
            for (String id : ids) {
                if (found.size() == most || looked == MOST_LOOKED_AT) {
                    return new Page<>(found, Optional.of(last));
                }
                looked++;
                Optional<T> entry = visible.apply(id);
                entry.ifPresent(found::add);
                last = new Page.Place(id, entry.isPresent());
            }
            if (ids.size() <= most) {
                return new Page<>(found, Optional.empty());
            }
        }
    }

    private List<Application> named(String name, Scope scope, int most) {
        var found = new ArrayList<Application>();
        store.keys(Dimension.NAMED, name, false, "", key -> {
            String id = LedgerStore.idOf(key);
            if (Filter.visible(scope, id)) {
                application(id).ifPresent(found::add);
            }
            return found.size() < most;
        });
        return found;
    }

    private static String narrower(String one, String other) {
        return one.length() >= other.length() ? one : other;
    }

    /** An application; empty where nothing of it is recorded. */
    public Optional<Application> application(String id) {
        Page<Deployment> last = deployments(Filter.in(Scope.EVERYTHING).ofApplication(id), "", 1);
        return last.entries().stream()
                .findFirst()
                .map(newest -> new Application(id, live(id), list(Dimension.MOVING, id, MOST_MOVING), newest));
    }

    /** What an application serves. */
    public Optional<Deployment> live(String application) {
        return list(Dimension.SERVED, application, 1).stream().findFirst();
    }

    /** Lanes with somebody in them, by id, from behind one. */
    public Page<Lane> lanes(Scope scope, String after, int most) {
        return walk(
                Dimension.IN_LANE,
                "",
                after,
                most,
                id -> Optional.of(lane(id))
                        .filter(lane -> lane.everybody()
                                .anyMatch(each ->
                                        Filter.visible(scope, each.request().application()))));
    }

    /** A lane, with nobody in it perhaps. */
    public Lane lane(String id) {
        List<Deployment> open = list(Dimension.IN_LANE, id, MOST_IN_LANE + 1);
        boolean whole = open.size() <= MOST_IN_LANE;
        return Lane.of(id, whole ? open : open.subList(0, MOST_IN_LANE), whole);
    }

    private List<Deployment> list(Dimension dimension, String value, int most) {
        var found = new ArrayList<Deployment>();
        store.keys(dimension, value, false, "", key -> {
            store.deployment(LedgerStore.idOf(key)).ifPresent(found::add);
            return found.size() < most;
        });
        return found;
    }
}
