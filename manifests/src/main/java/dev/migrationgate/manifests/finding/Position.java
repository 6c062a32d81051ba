package dev.migrationgate.manifests.finding;

/**
 * A place in a text file.
 *
 * @param line counted from 1
 * @param column counted from 1, in Unicode code points
 */
public record Position(int line, int column) {
    /** The first character of a file. */
    public static final Position START = new Position(1, 1);

    /** Refuses counts below 1 with {@link IllegalArgumentException}. */
    public Position {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("not a position: " + line + ":" + column);
        }
    }
}
