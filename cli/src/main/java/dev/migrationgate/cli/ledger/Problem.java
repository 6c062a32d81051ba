package dev.migrationgate.cli.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrationgate.cli.output.Printable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads problem documents (RFC 9457), whichever server they come from. */
public final class Problem {
    private static final int LONGEST = 500;

    private Problem() {}

    /** One line, fit for a terminal; what is no such document is shown as it came. Either is cut where it is too long. */
    public static String sentence(String body) {
        String sentence = Ledger.json(body).map(Problem::sentence).orElse("");
        return Printable.cut(sentence.isEmpty() ? body.strip() : sentence, LONGEST);
    }

    /** A document's title for the kind of problem, and its detail for this one; whole, and as it came. */
    public static String sentence(JsonNode document) {
        return Stream.of("title", "detail")
                .map(name -> document.path(name).asText())
                .filter(text -> !text.isBlank())
                .distinct()
                .collect(Collectors.joining(": "));
    }
}
