package dev.migrationgate.quickstart.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.deploy.Answer;
import dev.migrationgate.cli.deploy.IngestClient;
import dev.migrationgate.cli.ledger.Ledger;
import dev.migrationgate.cli.ledger.Query;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A platform that runs elsewhere, known by the HTTP of ingest and ledger alone. What it cannot answer now, because a part of it was just killed, say, is
 * asked again: a request with its key, so that it stays the same one.
 */
final class RemotePlatform implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(RemotePlatform.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final IngestClient ingest;
    private final Ledger ledger;

    RemotePlatform(URI ingest, URI ledger, Optional<String> token) {
        this.ingest = new IngestClient(ingest, token);
        this.ledger = new Ledger(ledger, token);
    }

    /**
     * Posts manifests of one application.
     *
     * @return the deployment's id
     * @throws StepFailedException they were refused, or nobody took them within the limit
     */
    String deploy(String yaml, String key, Duration limit) throws InterruptedException {
        Answer answer = patiently("202 from ingest", limit, () -> ingest.deploy(yaml, key), RemotePlatform::isFinal);
        if (answer instanceof Answer.Accepted(var deployments) && deployments.size() == 1) {
            return deployments.getFirst().id();
        }
        throw new StepFailedException("202 with one deployment", answer.toString());
    }

    /**
     * Waits for a deployment's events.
     *
     * @throws StepFailedException another event came, or the limit passed
     */
    List<ToldEvent> events(String deployment, Expectation expectation, Duration limit) throws InterruptedException {
        return patiently(
                String.join(", ", expectation.labels()),
                limit,
                () -> events(deployment),
                seen -> met(expectation, seen));
    }

    /** Those that the ledger knows by now. */
    private List<ToldEvent> events(String deployment) throws InterruptedException {
        List<ToldEvent> events = new ArrayList<>();
        ledger.find(Ledger.route(deployment), Query.NONE)
                .ifPresent(found -> found.json().path("events").forEach(event -> add(events, event)));
        return events;
    }

    private static void add(List<ToldEvent> events, JsonNode event) {
        events.add(ToldEvent.of(event));
    }

    private static boolean met(Expectation expectation, List<ToldEvent> seen) {
        return switch (expectation.judge(seen.stream().map(ToldEvent::label).toList())) {
            case Verdict.Met() -> true;
            case Verdict.Pending(var _) -> false;
            case Verdict.Broken(var expected, var broken) -> throw new StepFailedException(expected, broken);
        };
    }

    private static boolean isFinal(Answer answer) {
        return !(answer instanceof Answer.Refused refused) || (refused.status() < 500 && refused.status() != 429);
    }

    /** A question that may find nobody. */
    interface Question<T> {
        T ask() throws IOException, InterruptedException;
    }

    /**
     * Asks until an answer will do.
     *
     * @param expected what is waited for, in words
     * @throws StepFailedException none did within the limit
     */
    static <T> T patiently(String expected, Duration limit, Question<T> question, Predicate<T> willDo)
            throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        String seen;
        do {
            try {
                T answer = question.ask();
                if (willDo.test(answer)) {
                    return answer;
                }
                seen = answer.toString();
            } catch (IOException | CommandException e) {
                seen = e.toString();
                LOGGER.atInfo().addKeyValue("expected", expected).setCause(e).log("asking again");
            }
            Thread.sleep(PAUSE);
        } while (System.nanoTime() < end);
        throw new StepFailedException(expected + " within " + limit.toSeconds() + " s", seen);
    }

    @Override
    public void close() {
        ingest.close();
        ledger.close();
    }
}
