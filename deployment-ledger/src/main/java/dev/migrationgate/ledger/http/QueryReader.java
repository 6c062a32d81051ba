package dev.migrationgate.ledger.http;

import dev.migrationgate.ledger.query.Filter;
import dev.migrationgate.ledger.view.Status;
import dev.migrationgate.manifests.Scope;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the parameters of a query; one that cannot be meant ends in a {@link ProblemException} that names it and its rule.
 *
 * @param parameters as they came
 */
record QueryReader(MultiMap parameters) {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST = 200;
    private static final int LONGEST = 1_000;
    /** A far greater year would not fit into a number of milliseconds. */
    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("+10000-01-01T00:00:00Z");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}");

    /** A mistyped name would otherwise look like a filter that everything passes. */
    QueryReader only(String... known) {
        Set<String> unknown = new TreeSet<>(parameters.names());
        for (String name : known) {
            unknown.remove(name);
        }
        if (!unknown.isEmpty()) {
            throw new ProblemException(
                    Problem.badQuery("'" + clean(unknown.iterator().next()) + "' is not known; known are "
                            + String.join(", ", known) + "."));
        }
        return this;
    }

    Filter filter(Scope scope) {
        return new Filter(
                text("application"),
                text("lane"),
                text("environment"),
                statuses(),
                text("actor"),
                text("commit").map(this::commit),
                time("since"),
                time("until"),
                scope);
    }

    int limit() {
        return text("limit")
                .map(value -> {
                    try {
                        int limit = Integer.parseInt(value);
                        if (limit >= 1 && limit <= MOST) {
                            return limit;
                        }
                    } catch (NumberFormatException e) {
                        // Said below.
                    }
                    throw wrong("limit", "has to be a whole number from 1 to " + MOST, value);
                })
                .orElse(DEFAULT_LIMIT);
    }

    /** Where a page before ended; empty: from the first. */
    String cursor(Cursors cursors) {
        return text("cursor")
                .map(value -> {
                    try {
                        return cursors.read(value);
                    } catch (IllegalArgumentException e) {
                        throw wrong("cursor", String.valueOf(e.getMessage()), value);
                    }
                })
                .orElse("");
    }

    Optional<String> text(String name) {
        if (parameters.getAll(name).size() > 1) {
            throw new ProblemException(Problem.badQuery("'" + name + "' is there more than once."));
        }
        Optional<String> value = Optional.ofNullable(parameters.get(name)).filter(each -> !each.isEmpty());
        value.filter(each -> each.length() > LONGEST).ifPresent(each -> {
            throw wrong(name, "has at most " + LONGEST + " characters", each.substring(0, DEFAULT_LIMIT) + "…");
        });
        return value;
    }

    private Set<Status> statuses() {
        return parameters.getAll("status").stream()
                .filter(each -> !each.isEmpty())
                .map(value -> {
                    try {
                        return Status.parse(value);
                    } catch (IllegalArgumentException e) {
                        throw wrong("status", String.valueOf(e.getMessage()), value);
                    }
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    /** They are recorded in lower case. */
    private String commit(String value) {
        String commit = value.toLowerCase(Locale.ROOT);
        if (!COMMIT.matcher(commit).matches()) {
            throw wrong("commit", "has to be at least 7 hexadecimal digits", value);
        }
        return commit;
    }

    Optional<Instant> time(String name) {
        return text(name).map(value -> {
            try {
                Instant time = Instant.parse(value);
                if (!time.isBefore(EARLIEST) && time.isBefore(LATEST)) {
                    return time;
                }
            } catch (DateTimeParseException e) {
                // Said below.
            }
            throw wrong(name, "has to be a time in UTC such as 2026-11-01T10:00:00Z, of the years 0000 to 9999", value);
        });
    }

    private static ProblemException wrong(String name, String rule, String value) {
        return new ProblemException(Problem.badQuery("'" + name + "' " + rule + ", was '" + clean(value) + "'."));
    }

    private static String clean(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= 100 ? line : line.substring(0, 100) + "…";
    }
}
