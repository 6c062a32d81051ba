package dev.migrationgate.emulator.log;

import com.google.logging.v2.LogEntry;
import dev.migrationgate.emulator.call.Refusal;
import dev.migrationgate.emulator.call.Times;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of Cloud Logging's query language: comparisons joined by {@code AND} or by nothing.
 *
 * <p>Fields: {@code resource.type}, {@code resource.labels.<key>}, {@code labels.<key>}, {@code logName}, {@code insertId},
 * {@code textPayload} with {@code =}, {@code !=} and, as a part of the text, {@code :}; {@code timestamp} with the six
 * comparisons. A key with dots is quoted. All else is refused, never ignored. The language:
 * https://cloud.google.com/logging/docs/view/logging-query-language
 */
public final class LogFilter {
    private static final Pattern COMPARISON =
            Pattern.compile("\\s*(?:AND\\s+)?([A-Za-z_]+(?:\\.(?:[A-Za-z0-9_/-]+|\"[^\"]+\"))*)"
                    + "\\s*(=|!=|>=|<=|>|<|:)\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|[^\\s\"()]+)\\s*");

    private final List<Term> terms;

    private LogFilter(List<Term> terms) {
        this.terms = List.copyOf(terms);
    }

    /** Reads a filter; {@code INVALID_ARGUMENT} names the place that is not understood. */
    public static LogFilter parse(String filter) {
        List<Term> terms = new ArrayList<>();
        Matcher matcher = COMPARISON.matcher(filter);
        int position = 0;
        while (position < filter.length() && !filter.substring(position).isBlank()) {
            if (!matcher.find(position) || matcher.start() != position) {
                throw Refusal.invalid(
                        "filter",
                        "cannot be understood from here: '%s'; the emulator knows field=\"value\" joined by AND"
                                .formatted(filter.substring(position).strip()));
            }
            terms.add(Term.of(matcher.group(1), matcher.group(2), unquote(matcher.group(3))));
            position = matcher.end();
        }
        return new LogFilter(terms);
    }

    /** Whether an entry passes. */
    public boolean accepts(LogEntry entry) {
        return terms.stream().allMatch(term -> term.test().test(entry));
    }

    /** The one value that a field must have; empty if the filter leaves it open. */
    public Optional<String> required(String field) {
        return terms.stream()
                .filter(term -> term.field().equals(field) && "=".equals(term.operator()))
                .map(Term::value)
                .findFirst();
    }

    private static String unquote(String text) {
        return text.startsWith("\"") ? text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1") : text;
    }

    /** One comparison; the field without its quotes. */
    private record Term(String field, String operator, String value, Predicate<LogEntry> test) {
        static Term of(String written, String operator, String value) {
            String field = written.replace("\"", "");
            Predicate<LogEntry> test = "timestamp".equals(field) ? time(operator, value) : text(field, operator, value);
            return new Term(field, operator, value, test);
        }

        private static Predicate<LogEntry> time(String operator, String value) {
            Instant limit;
            try {
                limit = Instant.parse(value);
            } catch (DateTimeParseException e) {
                throw Refusal.invalid(
                        "filter", "timestamp must be like 2026-01-31T12:00:00Z, was '%s'".formatted(value));
            }
            return entry -> {
                int order = Times.instant(entry.getTimestamp()).compareTo(limit);
                return switch (operator) {
                    case ">=" -> order >= 0;
                    case ">" -> order > 0;
                    case "<=" -> order <= 0;
                    case "<" -> order < 0;
                    case "!=" -> order != 0;
                    default -> order == 0;
                };
            };
        }

        private static Predicate<LogEntry> text(String field, String operator, String value) {
            LogField known = LogField.of(field);
            return switch (operator) {
                case "=" -> entry -> known.of(entry).equals(Optional.of(value));
                case "!=" -> entry -> !known.of(entry).equals(Optional.of(value));
                case ":" ->
                    entry ->
                            known.of(entry).filter(text -> text.contains(value)).isPresent();
                default -> throw Refusal.invalid("filter", field + " cannot be compared with " + operator);
            };
        }
    }
}
