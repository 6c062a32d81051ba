package dev.migrationgate.cli.ledger;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parameters of a question.
 *
 * @param pairs each as it stands in the address: name, equals sign, encoded value
 */
public record Query(List<String> pairs) {
    /** No parameters. */
    public static final Query NONE = new Query(List.of());

    /** Copies the list. */
    public Query {
        pairs = List.copyOf(pairs);
    }

    /** The same with one more; the same name may be given again. */
    public Query with(String name, String value) {
        List<String> more = new ArrayList<>(pairs);
        more.add(name + '=' + URLEncoder.encode(value, StandardCharsets.UTF_8));
        return new Query(more);
    }

    /** The same with one more where there is a value. */
    public Query with(String name, Optional<String> value) {
        return value.map(text -> with(name, text)).orElse(this);
    }

    /** The end of the address: empty, or from the question mark on. */
    String text() {
        return pairs.isEmpty() ? "" : '?' + String.join("&", pairs);
    }
}
