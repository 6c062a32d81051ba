package dev.migrationgate.manifests.model;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Position;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Files as bytes, which have to be UTF-8 where they hold manifests. */
public final class Utf8 {
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /**
     * Reads a file. Of one that is not UTF-8 nothing counts but the finding that says so, and not even that where it would be
     * passed over anyway.
     *
     * @param file what findings call it
     * @param bytes all of it
     * @param reader reads its text: {@link ManifestReader#read} or {@link ManifestReader#readAmongOthers}
     */
    public static Reading read(String file, byte[] bytes, BiFunction<String, String, Reading> reader) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Reading reading = reader.apply(file, text);
        boolean passedOver = reading.manifests().isEmpty() && reading.findings().isEmpty();
        // What is malformed was replaced; that character may also have been written.
        Optional<Position> malformed =
                passedOver || text.indexOf(REPLACEMENT) < 0 ? Optional.empty() : malformed(bytes);
        return malformed.map(position -> refused(file, position)).orElse(reading);
    }

    /** Where the first byte is that is not UTF-8. */
    private static Optional<Position> malformed(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer before = CharBuffer.allocate(bytes.length);
        if (!decoder.decode(ByteBuffer.wrap(bytes), before, true).isError()) {
            return Optional.empty();
        }
        String text = before.flip().toString();
        int line = (int) text.chars().filter(character -> character == '\n').count() + 1;
        int lineStart = text.lastIndexOf('\n') + 1;
        return Optional.of(new Position(line, text.codePointCount(lineStart, text.length()) + 1));
    }

    private static Reading refused(String file, Position position) {
        String message = "this byte is not UTF-8";
        Optional<String> cure = Optional.of("save the file as UTF-8");
        var finding = new Finding(file, position, "", FindingCode.SYNTAX, message, cure);
        return new Reading(List.of(), List.of(finding));
    }
}
