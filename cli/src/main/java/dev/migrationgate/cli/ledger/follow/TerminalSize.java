package dev.migrationgate.cli.ledger.follow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much a terminal shows.
 *
 * @param columns characters in a line
 * @param rows lines
 */
record TerminalSize(int columns, int rows) {
    /** What terminals have had since there were any. */
    static final TerminalSize USUAL = new TerminalSize(80, 24);

    /** With less, nothing that is drawn would say anything. */
    private static final int LEAST_COLUMNS = 20;

    private static final int LEAST_ROWS = 4;
    private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("(\\d{1,5}) (\\d{1,5})");
    private static final long ANSWER_SECONDS = 2;

    /** Takes at least the least. */
    TerminalSize {
        columns = Math.max(LEAST_COLUMNS, columns);
        rows = Math.max(LEAST_ROWS, rows);
    }

    /**
     * What is known of it.
     *
     * @param environment where {@code COLUMNS} and {@code LINES} go before what the terminal says; most shells keep them to themselves
     * @param terminal what {@code stty size} says of it; empty where that is not known
     */
    static TerminalSize of(Map<String, String> environment, String terminal) {
        Matcher said = ROWS_AND_COLUMNS.matcher(terminal.strip());
        boolean known = said.matches();
        int columns = known ? positive(said.group(2)).orElse(USUAL.columns) : USUAL.columns;
        int rows = known ? positive(said.group(1)).orElse(USUAL.rows) : USUAL.rows;
        return new TerminalSize(
                positive(environment.getOrDefault("COLUMNS", "")).orElse(columns),
                positive(environment.getOrDefault("LINES", "")).orElse(rows));
    }

    /** Asks the terminal that standard input is; the JDK cannot. */
    static String stty() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                return stty.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS)
                        ? new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                        : "";
            } finally {
                stty.destroy();
            }
        } catch (IOException _) {
            return "";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static Optional<Integer> positive(String text) {
        return Optional.of(text)
                .filter(number -> number.matches("[1-9]\\d{0,4}"))
                .map(Integer::valueOf);
    }
}
