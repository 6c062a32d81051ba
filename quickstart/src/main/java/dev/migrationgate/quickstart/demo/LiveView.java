package dev.migrationgate.quickstart.demo;

import dev.migrationgate.events.MigrationStarted;
import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.quickstart.screen.EventLines;
import dev.migrationgate.quickstart.screen.Screen;
import dev.migrationgate.quickstart.watch.MigrationLog;
import dev.migrationgate.quickstart.watch.SeenEvent;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Shows events and, below the start of a migration, its log while it runs. Called by one thread; close ends logs that are
 * still followed.
 */
public final class LiveView implements Consumer<SeenEvent>, AutoCloseable {
    private static final int EXCERPT_LINES = 6;

    private final Screen screen;
    private final GoogleCloud google;
    private final EventLines lines;
    private final Map<String, MigrationLog> logs = new HashMap<>();

    /** A view on a screen that reads logs from a cloud. */
    public LiveView(Screen screen, GoogleCloud google) {
        this.screen = screen;
        this.google = google;
        this.lines = new EventLines(screen.style(), ZoneId.systemDefault());
    }

    @Override
    public void accept(SeenEvent event) {
        if (event.name().equals("ManifestAccepted")) {
            // Kept for later requests; tells nothing about a deployment, and there is one for every document.
            return;
        }
        // What the migration wrote comes before the word on how it ended.
        event.deploymentId()
                .filter(id -> !event.name().equals("MigrationStarted"))
                .flatMap(id -> Optional.ofNullable(logs.remove(id)))
                .ifPresent(MigrationLog::close);
        screen.line(lines.of(event));
        if (event.value() instanceof MigrationStarted started) {
            logs.put(
                    started.getDeploymentId(),
                    MigrationLog.follow(google.logs(), started.getExecution(), line -> screen.line(lines.ofLog(line))));
        }
        if (!event.excerpt().isEmpty()) {
            showExcerpt(event.excerpt());
        }
    }

    /** Its end only: while it runs, the whole log has been shown already. */
    private void showExcerpt(List<String> excerpt) {
        List<String> written = excerpt.stream().filter(line -> !line.isBlank()).toList();
        int from = Math.max(0, written.size() - EXCERPT_LINES);
        screen.line(lines.ofLog("the event carries the log's last " + excerpt.size() + " lines, which end with"));
        written.subList(from, written.size()).forEach(line -> screen.line(lines.ofLog(line)));
    }

    @Override
    public void close() {
        logs.values().forEach(MigrationLog::close);
        logs.clear();
    }
}
