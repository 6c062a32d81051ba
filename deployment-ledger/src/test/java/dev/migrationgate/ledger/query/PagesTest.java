package dev.migrationgate.ledger.query;

import static dev.migrationgate.ledger.RecordedFacts.at;
import static dev.migrationgate.ledger.RecordedFacts.deployed;
import static dev.migrationgate.ledger.RecordedFacts.failed;
import static dev.migrationgate.ledger.RecordedFacts.requested;
import static dev.migrationgate.ledger.RecordedFacts.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.ledger.fact.Recorded;
import dev.migrationgate.ledger.store.Dimension;
import dev.migrationgate.ledger.store.LedgerStore;
import dev.migrationgate.ledger.store.StoredEvent;
import dev.migrationgate.ledger.store.Writing;
import dev.migrationgate.ledger.view.Deployment;
import dev.migrationgate.ledger.view.Status;
import dev.migrationgate.manifests.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pages have in them, against a walk over all deployments. */
class PagesTest {
    private static final int DEPLOYMENTS = 700;
    private static final int FILTERS = 50;

    @TempDir
    private Path folder = Path.of("");

    private LedgerStore store;

    @BeforeEach
    void open() {
        store = LedgerStore.open(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @RepeatedTest(5)
    void pagesHaveWhatIsMeantAndNothingElse(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        List<Deployment> newestFirst = IntStream.range(0, DEPLOYMENTS)
                .mapToObj(i -> write(random, i))
                .sorted(Comparator.comparing((Deployment each) -> each.request().at())
                        .reversed())
                .toList();
        for (int i = 0; i < FILTERS; i++) {
            Filter filter = filter(random);
            assertThat(found(filter, 1 + random.nextInt(60)))
                    .as(filter.toString())
                    .containsExactlyElementsOf(newestFirst.stream()
                            .filter(filter::matches)
                            .map(Deployment::id)
                            .toList());
        }
    }

    private List<String> found(Filter filter, int most) {
        var queries = new Queries(store);
        var ids = new ArrayList<String>();
        Optional<String> after = Optional.of("");
        while (after.isPresent()) {
            Page<Deployment> page = queries.deployments(filter, after.get(), most);
            assertThat(page.entries()).hasSizeLessThanOrEqualTo(most);
            page.entries().forEach(each -> ids.add(each.id()));
            after = page.next().map(Page.Place::key);
        }
        return ids;
    }

    private Deployment write(Random random, int number) {
        return write(random, number, random.nextInt(4));
    }

    private Deployment write(Random random, int number, int further) {
        int application = random.nextInt(9);
        var facts = new ArrayList<Recorded>();
        facts.add(requested(
                number,
                application(application),
                lane(application / 2),
                random.nextInt(4) == 0 ? Optional.empty() : Optional.of(actor(random.nextInt(3))),
                Optional.empty()));
        if (further > 0) {
            facts.add(started(number, 1));
        }
        if (further > 1) {
            facts.add(further > 2 ? failed(number, 1) : deployed(number));
        }
        String id = "deployment-%04d".formatted(number);
        Writing writing = store.begin();
        for (Recorded fact : facts) {
            writing.add(fact.place(), new StoredEvent(1, Optional.empty(), List.of(), new byte[0]), id, fact);
        }
        writing.commit();
        return store.deployment(id).orElseThrow();
    }

    private static Filter filter(Random random) {
        return new Filter(
                maybe(random, i -> i < 9 ? application(i) : i < 12 ? "acme/unit-" + i % 3 : "service-" + i % 9, 20),
                maybe(random, PagesTest::lane, 5),
                maybe(random, PagesTest::environment, 3),
                random.nextBoolean() ? Set.of() : statuses(random),
                maybe(random, PagesTest::actor, 3),
                Optional.empty(),
                maybe(random, i -> at(i), DEPLOYMENTS),
                maybe(random, i -> at(i), DEPLOYMENTS),
                Scope.parse(random.nextBoolean() ? "" : "acme/unit-" + random.nextInt(3)));
    }

    private static <T> Optional<T> maybe(Random random, IntFunction<T> make, int bound) {
        return random.nextInt(3) > 0 ? Optional.empty() : Optional.of(make.apply(random.nextInt(bound)));
    }

    private static Set<Status> statuses(Random random) {
        var some =
                new ArrayList<>(List.of(Status.WAITING, Status.MIGRATING, Status.DEPLOYED, Status.FAILED, Status.HELD));
        Collections.shuffle(some, random);
        return Set.copyOf(some.subList(0, 1 + random.nextInt(some.size())));
    }

    @Test
    void fewOfManyThatHaveNotEndedAreOnTheFirstPage() {
        var random = new Random(1);
        for (int i = 0; i < DEPLOYMENTS; i++) {
            write(random, i, i == 3 ? 1 : 2);
        }
        Filter moving = new Filter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(Status.WAITING, Status.MIGRATING),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Scope.EVERYTHING);

        Page<Deployment> page = new Queries(store).deployments(moving, "", 200);

        assertThat(page.entries()).extracting(Deployment::id).containsExactly("deployment-0003");
        assertThat(page.next()).isEmpty();
    }

    @Test
    void aPlaceInAnotherListIsRefused() {
        write(new Random(1), 1, 0);
        String place = LedgerStore.keyOf(Dimension.STATUS, "deployed", at(1), "deployment-0001");

        assertThatThrownBy(() -> store.keys(Dimension.STATUS, List.of("waiting", "held"), place, _ -> true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String application(int number) {
        return "acme/unit-%d/%s/project/service-%d".formatted(number % 3, environment(number / 3), number);
    }

    private static String environment(int number) {
        return List.of("development", "staging", "production").get(number);
    }

    private static String lane(int number) {
        return "Database/acme/database-" + number;
    }

    private static String actor(int number) {
        return "token:person-" + number;
    }
}
