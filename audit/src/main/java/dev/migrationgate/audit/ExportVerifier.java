package dev.migrationgate.audit;

import dev.migrationgate.audit.Finding.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Verifies an export from the file and public keys alone, in one pass. Keeps one line, the leaves of one block, and the last
 * link of each deployment's chain (about 250 bytes for each deployment).
 *
 * @param keys the public keys that are trusted
 * @param findings is told each finding as soon as it is found
 */
public record ExportVerifier(PublicKeys keys, Consumer<Finding> findings) {

    /**
     * Verifies an export.
     *
     * @throws IOException the stream cannot be read
     */
    public Verification verify(InputStream in) throws IOException {
        return verify(in, EarlierExport.none());
    }

    /**
     * Verifies an export, and that it goes on with the history of an earlier one, whatever either has the events of.
     *
     * @throws IOException the stream cannot be read
     */
    public Verification verify(InputStream in, EarlierExport earlier) throws IOException {
        var all = new Findings(findings);
        var lines = new Lines(in);
        Optional<ExportCheck> check = lines.next()
                .flatMap(line -> read(line, all))
                .flatMap(ExportVerifier::header)
                .map(header -> new ExportCheck(header, keys, earlier, all));
        if (check.isEmpty()) {
            all.add(Kind.LINE_UNREADABLE, "no header of an export: nothing in this file can be verified");
            return new Verification(Optional.empty(), 0, 0, 0, all.count());
        }
        for (var line = lines.next(); line.isPresent(); line = lines.next()) {
            line.flatMap(text -> read(text, all)).ifPresent(check.get()::line);
        }
        return check.get().close();
    }

    private static Optional<ExportLine> read(Lines.Line line, Findings all) {
        all.nextLine();
        if (!line.ended()) {
            all.add(Kind.FILE_TRUNCATED, "the file ends in the middle of this line");
            return Optional.empty();
        }
        try {
            return Optional.of(ExportLine.parse(line.text()));
        } catch (IllegalArgumentException e) {
            all.add(Kind.LINE_UNREADABLE, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static Optional<ExportHeader> header(ExportLine line) {
        return line instanceof ExportLine.Header(var header) ? Optional.of(header) : Optional.empty();
    }
}
