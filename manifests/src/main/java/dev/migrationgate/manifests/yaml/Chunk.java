package dev.migrationgate.manifests.yaml;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The part of a file from one {@code ---} line to the next. YAML allows that marker at the start of a line nowhere else,
 * so a mistake in one chunk never hides the documents of the next.
 *
 * @param firstLine line of the file that it starts at, counted from 1
 * @param text its text, the marker included
 */
record Chunk(int firstLine, String text) {
    static List<Chunk> split(String text) {
        var chunks = new ArrayList<Chunk>();
        int start = 0;
        int startLine = 1;
        int line = 1;
        for (int at = 0; at < text.length(); line++) {
            if (at > start && isMarker(text, at)) {
                chunks.add(new Chunk(startLine, text.substring(start, at)));
                start = at;
                startLine = line;
            }
            at = nextLine(text, at);
        }
        chunks.add(new Chunk(startLine, text.substring(start)));
        return chunks.stream().filter(Predicate.not(Chunk::isEmpty)).toList();
    }

    boolean isLargerThan(int bytes) {
        // A character has at most three bytes for each of UTF-16's units, so that small texts need no counting.
        return text.length() * 3L > bytes && sizeBytes() > bytes;
    }

    int sizeBytes() {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Whether it has nothing but markers, comments, directives and white space. */
    private boolean isEmpty() {
        return text.lines()
                .map(line -> line.startsWith("---") ? line.substring(3) : line)
                .map(String::strip)
                .allMatch(line -> line.isEmpty() || line.startsWith("#") || line.startsWith("%") || line.equals("..."));
    }

    private static boolean isMarker(String text, int at) {
        return text.startsWith("---", at) && (at + 3 >= text.length() || " \t\r\n".indexOf(text.charAt(at + 3)) >= 0);
    }

    /** YAML ends lines with a line feed, a carriage return, or both. */
    private static int nextLine(String text, int at) {
        int end = at;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        boolean both = text.startsWith("\r\n", end);
        return Math.min(text.length(), end + (both ? 2 : 1));
    }
}
