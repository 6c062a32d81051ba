package dev.migrationgate.audit;

import java.util.List;
import java.util.Optional;

/** One line of an export: canonical JSON, with the kind of line in the field {@code line}. */
sealed interface ExportLine {

    /** As it stands in the file. */
    JsonFields fields();

    /** The first line. */
    record Header(ExportHeader header) implements ExportLine {
        @Override
        public JsonFields fields() {
            return header.fields().text("line", "export");
        }
    }

    /** A block. The leaves are those of all its events, or none where no event of it was asked for, to judge by times. */
    record Block(Checkpoint checkpoint, List<Leaf> leaves) implements ExportLine {
        /** Copies the list. */
        public Block {
            leaves = List.copyOf(leaves);
        }

        @Override
        public JsonFields fields() {
            JsonFields fields = new JsonFields().text("line", "block").json("checkpoint", checkpoint.json());
            return leaves.isEmpty() ? fields : fields.array("leaves", leaves, Leaf::json);
        }

        static Block from(JsonReader json) {
            return new Block(
                    Checkpoint.from(json.object("checkpoint")),
                    json.object().has("leaves") ? json.array("leaves", Leaf::from) : List.of());
        }
    }

    /** An event of the block above it. The chain is that of its deployment, over the events in this file. */
    record Event(AuditEvent event, Sha256 hash, Optional<Sha256> chain) implements ExportLine {
        @Override
        public JsonFields fields() {
            return event.fields().text("line", "event").text("hash", hash.hex()).text("chain", chain.map(Sha256::hex));
        }

        static Event from(JsonReader json) {
            return new Event(
                    AuditEvent.from(json),
                    json.digest("hash"),
                    json.optionalText("chain").map(Sha256::new));
        }
    }

    /** The last line. */
    record End(long blocks, long events) implements ExportLine {
        @Override
        public JsonFields fields() {
            return new JsonFields().text("line", "end").number("blocks", blocks).number("events", events);
        }
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException it is none, or not written in the one way that its content has
     */
    static ExportLine parse(String text) {
        ExportLine line = read(new JsonReader(CanonicalJson.tree(text)));
        if (!line.fields().text().equals(text)) {
            throw new IllegalArgumentException(
                    "there is more in it than belongs there, or it is not in canonical form");
        }
        return line;
    }

    private static ExportLine read(JsonReader json) {
        return switch (json.text("line")) {
            case "export" -> new Header(ExportHeader.from(json));
            case "block" -> Block.from(json);
            case "event" -> Event.from(json);
            case "end" -> new End(json.number("blocks"), json.number("events"));
            default -> throw new IllegalArgumentException("no kind of line that is known here");
        };
    }
}
