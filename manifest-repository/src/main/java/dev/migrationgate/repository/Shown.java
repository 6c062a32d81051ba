package dev.migrationgate.repository;

/** Shows names that anybody may have chosen. */
final class Shown {
    private static final int MAX = 200;

    private Shown() {}

    /** The name, with everything that could disturb a line replaced, and cut where it is too long. */
    static String name(String name) {
        var shown = new StringBuilder();
        name.codePoints().limit(MAX).forEach(character -> {
            if (isPlain(character)) {
                shown.appendCodePoint(character);
            } else {
                shown.append("\\u%04x".formatted(character));
            }
        });
        return name.codePointCount(0, name.length()) > MAX ? shown.append('…').toString() : shown.toString();
    }

    /** Neither control nor format characters: the latter turn the direction of writing around. */
    private static boolean isPlain(int character) {
        int type = Character.getType(character);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.UNASSIGNED
                && type != Character.PRIVATE_USE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
