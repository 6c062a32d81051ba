package dev.migrationgate.cli.ledger.follow;

import java.util.Optional;

/**
 * Puts the lines of a stream of server-sent events together (WHATWG HTML, section 9.2.6). Kept over connections, it knows what was seen
 * last. For one thread.
 */
final class EventParser {
    private final StringBuilder data = new StringBuilder();
    private boolean hasData;
    private String type = "";
    private Optional<String> pending = Optional.empty();
    private Optional<String> lastId = Optional.empty();

    /**
     * One event.
     *
     * @param type what it is, {@code message} where the server does not say
     * @param data its text; several lines of it are joined
     */
    record Event(String type, String data) {}

    /** The id of the event that was complete last, for {@code Last-Event-ID}. */
    Optional<String> lastId() {
        return lastId;
    }

    /** Forgets half of an event: what a broken connection began, the next one sends whole. */
    void restart() {
        clear();
        pending = lastId;
    }

    /** Takes a line; an empty one may complete an event. */
    Optional<Event> line(String line) {
        if (line.isEmpty()) {
            return complete();
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(line.startsWith(" ", colon + 1) ? colon + 2 : colon + 1);
        switch (field) {
            case "data" -> {
                data.append(hasData ? "\n" : "").append(value);
                hasData = true;
            }
            case "event" -> type = value;
            // One with a null character is to be ignored; others could not stand in a header.
            case "id" -> pending = value.chars().anyMatch(Character::isISOControl) ? pending : Optional.of(value);
            default -> {
                // A comment has no name before its colon; others are for later versions.
            }
        }
        return Optional.empty();
    }

    private Optional<Event> complete() {
        lastId = pending.filter(id -> !id.isEmpty());
        Optional<Event> event =
                hasData ? Optional.of(new Event(type.isEmpty() ? "message" : type, data.toString())) : Optional.empty();
        clear();
        return event;
    }

    private void clear() {
        data.setLength(0);
        hasData = false;
        type = "";
    }
}
