package dev.migrationgate.cli.validate;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Position;
import dev.migrationgate.manifests.model.ManifestReader;
import dev.migrationgate.manifests.model.Reading;
import dev.migrationgate.manifests.model.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Reads the manifests of one source, and never more than a bounded part of it. May be used by several threads. */
final class SourceReader {
    /** 10 MiB, as ingest takes them in one request: a larger file could never be posted. */
    static final int MAX_BYTES = 10 * 1024 * 1024;

    /** How much of a file that is too large is looked at, for whether it holds manifests. */
    private static final int GLANCE = 64 * 1024;

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
        return Utf8.read(source.name(), bytes, source.amongOthers() ? manifests::readAmongOthers : manifests::read);
    }

    private static Reading tooLarge(Source source, byte[] bytes) {
        String start = new String(bytes, 0, GLANCE, StandardCharsets.UTF_8);
        if (source.amongOthers() && !ManifestReader.mayHoldManifests(start)) {
            return new Reading(List.of(), List.of());
        }
        String message = "there are more than %,d bytes".formatted(MAX_BYTES);
        var finding = new Finding(
                source.name(),
                Position.START,
                "",
                FindingCode.DOCUMENT_TOO_LARGE,
                message,
                Optional.of("split the file"));
        return new Reading(List.of(), List.of(finding));
    }
}
