package dev.migrationgate.cli.validate;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Position;
import dev.migrationgate.manifests.model.ManifestReader;
import dev.migrationgate.manifests.model.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Reads the manifests of one source, and never more than a bounded part of it. May be used by several threads. */
final class SourceReader {
    /** 10 MiB, as ingest takes them in one request: a larger file could never be posted. */
    static final int MAX_BYTES = 10 * 1024 * 1024;

    /** How much of a file that is too large is looked at, for whether it holds manifests. */
    private static final int GLANCE = 64 * 1024;

    private static final char REPLACEMENT = '\uFFFD';

    private final ManifestReader manifests = new ManifestReader();

    /**
     * The manifests and what is wrong with them.
     *
     * @throws IOException it cannot be read at all
     */
    Reading read(Source source) throws IOException {
        byte[] bytes;
        try (InputStream stream = source.open()) {
            bytes = stream.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            return tooLarge(source, bytes);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        Reading reading = source.amongOthers()
                ? manifests.readAmongOthers(source.name(), text)
                : manifests.read(source.name(), text);
        boolean passedOver = reading.manifests().isEmpty() && reading.findings().isEmpty();
        // What is malformed was replaced; that character may also have been written.
        Optional<Position> malformed =
                passedOver || text.indexOf(REPLACEMENT) < 0 ? Optional.empty() : malformed(bytes);
        return malformed
                .map(position -> refused(
                        source, position, FindingCode.SYNTAX, "this byte is not UTF-8", "save the file as UTF-8"))
                .orElse(reading);
    }

    private static Reading tooLarge(Source source, byte[] bytes) {
        String start = new String(bytes, 0, GLANCE, StandardCharsets.UTF_8);
        if (source.amongOthers() && !ManifestReader.mayHoldManifests(start)) {
            return new Reading(List.of(), List.of());
        }
        String message = "there are more than %,d bytes".formatted(MAX_BYTES);
        return refused(source, Position.START, FindingCode.DOCUMENT_TOO_LARGE, message, "split the file");
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

    private static Reading refused(Source source, Position at, FindingCode code, String message, String cure) {
        return new Reading(List.of(), List.of(new Finding(source.name(), at, "", code, message, Optional.of(cure))));
    }
}
