package dev.migrationgate.quickstart.screen;

import dev.migrationgate.quickstart.watch.SeenEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Turns events into lines: time, time since the deployment's previous event, event, deployment, application, facts. Used by one
 * thread, which sees the events in order.
 */
public final class EventLines {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    /** Under the column of the events, so that a log reads as belonging to the event above it. */
    private static final String INDENT = " ".repeat(25) + "│ ";

    private final Style style;
    private final ZoneId zone;
    private final Map<String, Instant> previous = new HashMap<>();

    /** Lines with times of a zone. */
    public EventLines(Style style, ZoneId zone) {
        this.style = style;
        this.zone = zone;
    }

    /** The line of an event. */
    public String of(SeenEvent event) {
        return "%s  %s  %s  %s  %s"
                .formatted(
                        style.dim(TIME.format(event.time().atZone(zone))),
                        style.dim(padLeft(since(event), 9)),
                        coloured(event),
                        padRight(event.shortId(), 8),
                        String.join("  ", parts(event)))
                .stripTrailing();
    }

    /** A log's line, below the event that it belongs to. */
    public String ofLog(String line) {
        return style.dim(INDENT + line);
    }

    private String[] parts(SeenEvent event) {
        String facts = String.join(", ", event.facts());
        return facts.isEmpty() ? new String[] {event.subject()} : new String[] {event.subject(), style.dim(facts)};
    }

    private String since(SeenEvent event) {
        return event.deploymentId()
                .map(id -> previous.put(id, event.time()))
                .map(before -> "+" + Span.of(Duration.between(before, event.time())))
                .orElse("");
    }

    private String coloured(SeenEvent event) {
        String text = padRight(event.label(), 31);
        if (event.name().endsWith("Failed") || event.name().equals("LaneQuarantined")) {
            return style.red(text);
        }
        return switch (event.name()) {
            case "MigrationSucceeded", "ServiceDeployed" -> style.green(text);
            case "DeploymentRequested", "MigrationStarted" -> style.cyan(text);
            default -> text;
        };
    }

    private static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private static String padRight(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
