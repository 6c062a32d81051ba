package dev.migrationgate.quickstart.screen;

/**
 * Marks text with ANSI codes (ECMA-48, select graphic rendition), or leaves it as it is.
 *
 * @param colours whether the reader is a terminal
 */
public record Style(boolean colours) {

    /** For pipes and files. */
    public static final Style PLAIN = new Style(false);

    /** Headings. */
    public String bold(String text) {
        return with("1", text);
    }

    /** What may be overlooked. */
    public String dim(String text) {
        return with("2", text);
    }

    /** What went well. */
    public String green(String text) {
        return with("32", text);
    }

    /** What failed. */
    public String red(String text) {
        return with("31", text);
    }

    /** What is under way. */
    public String cyan(String text) {
        return with("36", text);
    }

    private String with(String code, String text) {
        return colours && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
