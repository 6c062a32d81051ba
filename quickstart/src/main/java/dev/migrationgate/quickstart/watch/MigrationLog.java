package dev.migrationgate.quickstart.watch;

import com.google.api.gax.rpc.ApiException;
import com.google.cloud.logging.v2.LoggingClient;
import com.google.logging.v2.ListLogEntriesRequest;
import com.google.logging.v2.LogEntry;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log of one migration execution through Cloud Logging and hands over each line once, in order. Close reads what
 * is left and returns when the last line was handed over.
 */
public final class MigrationLog implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(MigrationLog.class);
    /** Often enough to look live; Cloud Logging itself allows 60 reads a minute, so this is for the emulator. */
    private static final Duration PAUSE = Duration.ofMillis(150);

    private static final int PAGE = 1000;

    private final LoggingClient logs;
    private final ListLogEntriesRequest request;
    private final Consumer<String> listener;
    private final Set<String> shown = new HashSet<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    private MigrationLog(LoggingClient logs, ListLogEntriesRequest request, Consumer<String> listener) {
        this.logs = logs;
        this.request = request;
        this.listener = listener;
        this.thread = Thread.ofVirtual().unstarted(this::run);
    }

    /**
     * Starts to follow.
     *
     * @param execution full resource name, {@code projects/…/locations/…/jobs/…/executions/…}
     * @param listener gets each line; called on one thread at a time
     */
    public static MigrationLog follow(LoggingClient logs, String execution, Consumer<String> listener) {
        String[] parts = execution.split("/", -1);
        String filter = "resource.type=\"cloud_run_job\" AND labels.\"run.googleapis.com/execution_name\"=\""
                + parts[parts.length - 1] + "\"";
        ListLogEntriesRequest request = ListLogEntriesRequest.newBuilder()
                .addResourceNames("projects/" + parts[1])
                .setFilter(filter)
                .setOrderBy("timestamp asc")
                .setPageSize(PAGE)
                .build();
        MigrationLog log = new MigrationLog(logs, request, listener);
        log.thread.start();
        return log;
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        boolean last = false;
        while (!last) {
            // Asked before reading: what was written until the stop is read once more after it.
            last = stopped();
            try {
                logs.listLogEntries(request).iterateAll().forEach(this::show);
            } catch (ApiException e) {
                LOGGER.atWarn()
                        .addKeyValue("filter", request.getFilter())
                        .setCause(e)
                        .log("log not readable");
            }
        }
    }

    private boolean stopped() {
        try {
            return stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void show(LogEntry entry) {
        if (shown.add(entry.getInsertId())) {
            listener.accept(entry.getTextPayload());
        }
    }
}
