package dev.migrationgate.audit;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something that an export does not prove, or that speaks against it.
 *
 * @param kind what kind of thing
 * @param line the line of the file, from 1
 * @param place where in the topics; empty: it is about the file
 * @param message what is wrong, in a sentence
 */
public record Finding(Kind kind, long line, Optional<Place> place, String message) {

    /** The kinds. */
    public enum Kind {
        /** A line that is none, or not in canonical form. */
        LINE_UNREADABLE,
        /** A line where none of its kind belongs. */
        LINE_OUT_OF_PLACE,
        /** The file ends before its end. */
        FILE_TRUNCATED,
        /** The trailer counts otherwise. */
        COUNTS_DIFFER,
        /** The file answers another question than was asked. */
        SELECTION_DIFFERS,
        /** Signed with a key that is not among those given. */
        KEY_UNKNOWN,
        /** The key did not sign this. */
        SIGNATURE_WRONG,
        /** A block is missing, removed or replaced. */
        BLOCK_MISSING,
        /** A block's leaves are not those that were signed. */
        LEAVES_DIFFER,
        /** Events that were recorded and asked for are not in it, as it says itself: nothing could prove them. */
        EVENTS_UNCOVERED,
        /** An event is not what was recorded. */
        EVENT_CHANGED,
        /** An event that was recorded is missing. */
        EVENT_REMOVED,
        /** An event that was not recorded. */
        EVENT_INSERTED,
        /** An event stands behind one that comes after it. */
        EVENT_OUT_OF_ORDER,
        /** An event that the header did not ask for. */
        EVENT_NOT_ASKED_FOR,
        /** An export that was kept has another history. */
        HISTORY_DIFFERS,
        /** The hash chain of a deployment does not lead to this event. */
        CHAIN_BROKEN;

        /** As people read it: event-changed. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Where something stands.
     *
     * @param topic the topic
     * @param partition the partition
     * @param offset the event's offset; of a block its first one
     */
    public record Place(String topic, int partition, long offset) {
        static Place of(AuditEvent event) {
            return new Place(event.topic(), event.partition(), event.offset());
        }

        static Place of(Checkpoint checkpoint) {
            return new Place(checkpoint.topic(), checkpoint.partition(), checkpoint.from());
        }

        @Override
        public String toString() {
            return topic + "/" + partition + "@" + offset;
        }
    }

    /** In one line. */
    @Override
    public String toString() {
        return Stream.of(
                        Optional.of("line " + line),
                        place.map(Place::toString),
                        Optional.of(kind.text()),
                        Optional.of(message))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(": "));
    }
}
