package dev.migrationgate.tests.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The crash matrix as {@code docs/guarantees.md} tells it to its readers.
 *
 * @param points names of the places in its table, whichever service passes them
 * @param leftOut the paragraph that names what is not in the table
 */
record PublishedMatrix(Set<String> points, String leftOut) {
    private static final Path DOCUMENT = Path.of("..", "docs", "guarantees.md");
    private static final String COMMIT = "commit of ";

    /** Reads the document's section. */
    static PublishedMatrix read() throws IOException {
        String document = Files.readString(DOCUMENT);
        int begin = document.indexOf("## Crash matrix");
        String section = document.substring(begin, document.indexOf("\n## ", begin + 1));
        Set<String> points = new LinkedHashSet<>();
        section.lines()
                .map(line -> line.split("\\|", -1))
                .filter(cells -> cells.length > 2 && CrashingSystem.SERVICES.contains(cells[1].strip()))
                .forEach(cells -> points.add(cells[2].strip()));
        String rest = section.substring(section.indexOf("Not in the table"));
        return new PublishedMatrix(points, rest.split("\n\n", 2)[0]);
    }

    /** Whether a reader finds the place: in the table, or among what is left out. */
    boolean has(String place) {
        String point = place.strip();
        return points.contains(point) || (point.contains(COMMIT) ? hasCommit(point) : leavesOut(point));
    }

    /** What is decided in one transaction is a matter of time, so each decision may have a row of its own. */
    private boolean hasCommit(String point) {
        int begin = point.indexOf(COMMIT) + COMMIT.length();
        String when = point.substring(0, begin);
        Set<String> decisions = new LinkedHashSet<>();
        points.stream()
                .filter(each -> each.startsWith(when))
                .map(each -> each.substring(begin))
                .forEach(each -> decisions.addAll(Arrays.asList(each.split(", ", -1))));
        return Arrays.stream(point.substring(begin).split(", ", -1))
                .allMatch(decision -> decisions.contains(decision) || leavesOut(decision));
    }

    private boolean leavesOut(String point) {
        String name = point.replaceFirst("^(before|after) (observation )?", "");
        return leftOut.contains("`" + name.substring(name.lastIndexOf('/') + 1) + "`");
    }
}
