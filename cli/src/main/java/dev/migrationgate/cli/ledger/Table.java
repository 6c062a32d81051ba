package dev.migrationgate.cli.ledger;

import dev.migrationgate.cli.output.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows under headings, each column as wide as what is in it. */
final class Table {
    /** Wide enough for an application's id; one hostile cell must not move all others out of sight. */
    private static final int WIDEST = 80;

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headings) {
        row(headings);
    }

    /** Adds a row with a cell for each heading. */
    void row(String... cells) {
        rows.add(
                List.of(cells).stream().map(cell -> Printable.cut(cell, WIDEST)).toList());
    }

    /** Without the columns in which nothing stands. */
    List<String> lines() {
        int[] widths =
                IntStream.range(0, rows.getFirst().size()).map(this::width).toArray();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private int width(int column) {
        boolean empty = rows.stream().skip(1).allMatch(row -> row.get(column).isEmpty());
        return empty
                ? 0
                : rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String line(List<String> row, int... widths) {
        var line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            if (widths[column] > 0) {
                line.append(row.get(column))
                        .repeat(' ', widths[column] - row.get(column).length() + 2);
            }
        }
        return line.toString().stripTrailing();
    }
}
