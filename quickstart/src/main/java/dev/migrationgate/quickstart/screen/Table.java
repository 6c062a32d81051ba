package dev.migrationgate.quickstart.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A table whose columns are as wide as their widest cell. */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    /** A table with a heading. */
    public Table(String... heading) {
        rows.add(List.of(heading));
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException it has not as many cells as the heading
     */
    public void row(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException(cells.length + " cells under " + rows.getFirst());
        }
        rows.add(List.of(cells));
    }

    /** The table's lines, the heading first and bold. */
    public List<String> lines(Style style) {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            String line = String.join(
                            "  ",
                            IntStream.range(0, row.size())
                                    .mapToObj(column -> cell(row.get(column), width(column)))
                                    .toList())
                    .stripTrailing();
            lines.add(lines.isEmpty() ? style.bold(line) : line);
        }
        return lines;
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String cell(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
