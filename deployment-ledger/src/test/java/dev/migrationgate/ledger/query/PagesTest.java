package dev.migrationgate.ledger.query;

import static dev.migrationgate.ledger.RecordedFacts.at;
import static dev.migrationgate.ledger.RecordedFacts.deployed;
import static dev.migrationgate.ledger.RecordedFacts.failed;
import static dev.migrationgate.ledger.RecordedFacts.requested;
import static dev.migrationgate.ledger.RecordedFacts.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.ledger.fact.Recorded;
import dev.migrationgate.ledger.store.LedgerStore;
import dev.migrationgate.ledger.store.StoredEvent;
import dev.migrationgate.ledger.store.Writing;
import dev.migrationgate.ledger.view.Deployment;
import dev.migrationgate.ledger.view.Status;
import dev.migrationgate.manifests.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
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
        int application = random.nextInt(9);
        var facts = new ArrayList<Recorded>();
        facts.add(requested(
                number,
                application(application),
                lane(application / 2),
                random.nextInt(4) == 0 ? Optional.empty() : Optional.of(actor(random.nextInt(3))),
                Optional.empty()));
        int further = random.nextInt(4);
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
        return random.nextInt(3) > 0
                ? Set.of(List.of(Status.WAITING, Status.MIGRATING, Status.DEPLOYED, Status.HELD)
                        .get(random.nextInt(4)))
                : Set.of(Status.WAITING, Status.FAILED);
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
