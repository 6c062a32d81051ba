package dev.migrationgate.cli.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrationgate.cli.output.Printable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads problem documents (RFC 9457). */
final class Problem {
    private static final int LONGEST = 500;

    private Problem() {}

    /** Its title for the kind of problem and its detail for this one; what is no such document, as it came. */
    static String sentence(String body) {
        String sentence = Ledger.json(body).map(Problem::titleAndDetail).orElse("");
        return Printable.cut(sentence.isEmpty() ? body.strip() : sentence, LONGEST);
    }

    private static String titleAndDetail(JsonNode problem) {
        return Stream.of("title", "detail")
                .map(name -> problem.path(name).asText())
                .filter(text -> !text.isBlank())
                .distinct()
                .collect(Collectors.joining(": "));
    }
}
