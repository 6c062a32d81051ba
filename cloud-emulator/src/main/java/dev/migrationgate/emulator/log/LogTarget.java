package dev.migrationgate.emulator.log;

import com.google.api.MonitoredResource;
import java.util.Map;

/**
 * Whose lines they are.
 *
 * @param project id of the project
 * @param book file that the entries are kept in, such as {@code executions/<name>}
 * @param prefix tells this writer from others of the same book, such as one attempt of one task
 * @param resource what Cloud Logging calls the monitored resource
 * @param labels the entry's own labels
 */
public record LogTarget(
        String project, String book, String prefix, MonitoredResource resource, Map<String, String> labels) {
    /** Copies the labels. */
    public LogTarget {
        labels = Map.copyOf(labels);
    }
}
