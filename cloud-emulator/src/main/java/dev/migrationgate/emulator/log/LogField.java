package dev.migrationgate.emulator.log;

import com.google.logging.v2.LogEntry;
import dev.migrationgate.emulator.call.Refusal;
import java.util.Optional;

/** Reads one text field of an entry; empty where the entry has no such label. */
@FunctionalInterface
interface LogField {
    Optional<String> of(LogEntry entry);

    /** The field of that name; {@code INVALID_ARGUMENT} for one that is not known. */
    static LogField of(String name) {
        if (name.startsWith("labels.")) {
            String key = name.substring("labels.".length());
            return entry -> Optional.ofNullable(entry.getLabelsMap().get(key));
        }
        if (name.startsWith("resource.labels.")) {
            String key = name.substring("resource.labels.".length());
            return entry ->
                    Optional.ofNullable(entry.getResource().getLabelsMap().get(key));
        }
        return switch (name) {
            case "resource.type" -> entry -> Optional.of(entry.getResource().getType());
            case "logName" -> entry -> Optional.of(entry.getLogName());
            case "insertId" -> entry -> Optional.of(entry.getInsertId());
            case "textPayload" -> entry -> Optional.of(entry.getTextPayload());
            default -> throw Refusal.invalid("filter", "field '%s' is not known to the emulator".formatted(name));
        };
    }
}
