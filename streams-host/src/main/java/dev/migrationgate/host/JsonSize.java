package dev.migrationgate.host;

/** How long texts are as JSON: a state is one record in Kafka, so machines bound what they keep by it. */
public final class JsonSize {
    private JsonSize() {}

    /** About how many bytes a text has in JSON as {@link JsonCodec} writes it, and rather more: UTF-8, with escapes. */
    public static long of(String text) {
        return text.chars().mapToLong(JsonSize::of).sum();
    }

    private static long of(int character) {
        if (character < ' ' || Character.isSurrogate((char) character)) {
            return "\\u0000".length();
        }
        if (character > '~') {
            return 3;
        }
        return character == '"' || character == '\\' ? 2 : 1;
    }
}
