package dev.migrationgate.cli.ledger.follow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrationgate.cli.ledger.Deployment;
import dev.migrationgate.cli.ledger.Freshness;
import dev.migrationgate.cli.ledger.Ledger;
import dev.migrationgate.cli.ledger.Outcome;
import dev.migrationgate.cli.ledger.Reply;
import dev.migrationgate.cli.output.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints a line for each event; where one deployment is watched, only its own, until it ended. For one thread. */
final class Events implements Watch.Viewer {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;
    private final Optional<String> watched;
    private final Asking ledger;
    private String shown = "";

    /**
     * Prints nothing yet.
     *
     * @param json whether as the ledger told it
     * @param watched the whole id of the only deployment that counts; empty: all do
     */
    Events(PrintWriter out, PrintWriter err, boolean json, Optional<String> watched, Asking ledger) {
        this.out = out;
        this.err = err;
        this.json = json;
        this.watched = watched;
        this.ledger = ledger;
    }

    /** Its end may have come before the connection did. */
    @Override
    public OptionalInt connected() throws IOException, InterruptedException {
        if (watched.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!(ledger.ask(watched.get(), LIMIT) instanceof Reply.Found found)) {
            return OptionalInt.empty();
        }
        var deployment = new Deployment(found.json());
        if (!deployment.status().equals(shown)) {
            print(json ? "{\"deployment\":" + found.body() + "}" : line(deployment, Optional.empty()));
        }
        return after(deployment);
    }

    @Override
    public OptionalInt event(EventParser.Event event) {
        Optional<JsonNode> told = Ledger.json(event.data());
        if (told.isEmpty()) {
            Printable.print(err, List.of("gate: the ledger told of something that cannot be read"));
            return OptionalInt.empty();
        }
        return switch (event.type()) {
            case "deployment" -> deployment(told.get(), event.data());
            case "reset" -> {
                // What became of the only deployment that counts was asked for when the connection was there.
                Printable.print(
                        err,
                        List.of("gate: more happened than the ledger tells again; what is missing here is in 'gate"
                                + " history'"));
                yield OptionalInt.empty();
            }
            case "ledger" -> {
                if (Freshness.isBehind(told.get())) {
                    Printable.print(err, List.of("gate: " + Freshness.sentence(told.get())));
                }
                yield OptionalInt.empty();
            }
            default -> OptionalInt.empty();
        };
    }

    private OptionalInt deployment(JsonNode told, String data) {
        var deployment = new Deployment(told.path("deployment"));
        if (watched.isPresent() && !watched.get().equals(deployment.id())) {
            return OptionalInt.empty();
        }
        print(json ? data : line(deployment, Optional.of(told.path("event"))));
        if (out.checkError()) {
            // Whoever read this has left.
            return OptionalInt.of(0);
        }
        return after(deployment);
    }

    private OptionalInt after(Deployment deployment) {
        shown = deployment.status();
        return watched.isEmpty()
                ? OptionalInt.empty()
                : deployment
                        .outcome()
                        .map(Outcome::exitCode)
                        .map(OptionalInt::of)
                        .orElse(OptionalInt.empty());
    }

    private void print(String line) {
        out.println(json ? Printable.json(line).replace('\n', ' ') : Printable.of(line));
        out.flush();
    }

    private static String line(Deployment deployment, Optional<JsonNode> event) {
        String what = event.map(each -> each.path("topic").asText())
                .filter(topic -> !topic.isEmpty())
                .map(topic -> topic + ", " + deployment.status())
                .orElse(deployment.status());
        String when = event.map(each -> each.path("time").asText())
                .filter(time -> !time.isEmpty())
                .or(() -> deployment.text("updatedAt"))
                .orElse("");
        String who = Stream.of(
                        when,
                        deployment.shortId(),
                        deployment.text("application").orElse(deployment.name()),
                        deployment.text("version").orElse(""))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("  "));
        return who + "  " + what + deployment.reason().map(text -> ": " + text).orElse("");
    }
}
