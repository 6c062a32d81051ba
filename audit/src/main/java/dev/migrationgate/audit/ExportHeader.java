package dev.migrationgate.audit;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the ledger signs about a whole export: what was asked for, and how far it was in each partition. Nobody can then narrow
 * the question or leave out the newest blocks of a partition.
 *
 * @param selection which events were asked for
 * @param time when it was made, in milliseconds since 1970
 * @param positions each partition that has events, in the order of the topic table and of partitions, which is the order of the file
 * @param uncovered what is recorded of it and not in the export; as a rule nothing, and then the header has no such field
 * @param key id of the key that signed
 * @param signature Ed25519, in base64
 */
public record ExportHeader(
        Selection selection,
        long time,
        List<Position> positions,
        List<Uncovered> uncovered,
        String key,
        String signature) {
    /** Version of the format. */
    public static final int FORMAT = 1;

    /** Copies the lists. */
    public ExportHeader {
        positions = List.copyOf(positions);
        uncovered = List.copyOf(uncovered);
    }

    /** Signs a header; see the components. */
    public static ExportHeader of(
            Selection selection, long time, List<Position> positions, List<Uncovered> uncovered, SigningKey signer) {
        var named = new ExportHeader(selection, time, positions, uncovered, signer.id(), "");
        String signature = signer.sign(Statement.EXPORT, named.statement());
        return new ExportHeader(selection, time, positions, uncovered, signer.id(), signature);
    }

    /** Whether a key of these signed exactly this. */
    public boolean isSignedBy(PublicKeys keys) {
        return keys.accept(key, Statement.EXPORT, statement(), signature);
    }

    private byte[] statement() {
        return signed().text().getBytes(StandardCharsets.UTF_8);
    }

    JsonFields fields() {
        return signed().text("signature", signature);
    }

    private JsonFields signed() {
        var fields = new JsonFields()
                .number("format", FORMAT)
                .number("since", selection.since())
                .number("until", selection.until())
                .text("application", selection.application())
                .number("time", time)
                .array("positions", positions, Position::json)
                .text("key", key);
        return uncovered.isEmpty() ? fields : fields.array("uncovered", uncovered, Uncovered::json);
    }

    static ExportHeader from(JsonReader json) {
        if (json.number("format") != FORMAT) {
            throw new IllegalArgumentException("format " + json.number("format") + " is not known here");
        }
        return new ExportHeader(
                new Selection(
                        json.optionalNumber("since"), json.optionalNumber("until"), json.optionalText("application")),
                json.number("time"),
                json.array("positions", Position::from),
                json.has("uncovered") ? json.array("uncovered", Uncovered::from) : List.of(),
                json.text("key"),
                json.text("signature"));
    }
}
