package dev.migrationgate.runner.job;

import com.google.api.gax.rpc.ApiException;
import com.google.logging.v2.ListLogEntriesRequest;
import com.google.logging.v2.LogEntry;
import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.service.Redaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last lines of an execution's log, redacted. A log that cannot be read changes no verdict. */
final class LogExcerpt {
    private static final Logger LOGGER = LoggerFactory.getLogger(LogExcerpt.class);
    private static final int LINES = 20;
    private static final int LINE_LENGTH = 500;
    /** Lines reach Cloud Logging a little after they were written. */
    private static final int TRIES = 5;

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final GoogleCloud google;

    LogExcerpt(GoogleCloud google) {
        this.google = google;
    }

    List<String> lastLines(String execution) throws InterruptedException {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try {
                List<String> lines = read(execution);
                if (!lines.isEmpty()) {
                    return lines;
                }
            } catch (ApiException error) {
                LOGGER.atWarn()
                        .addKeyValue("execution", execution)
                        .addKeyValue("answer", Answer.text(error))
                        .log("the log of a failed execution cannot be read");
            }
            Thread.sleep(PAUSE);
        }
        return List.of();
    }

    private List<String> read(String execution) {
        ListLogEntriesRequest request = ListLogEntriesRequest.newBuilder()
                .addResourceNames("projects/" + JobNames.projectOf(execution))
                .setFilter(linesOf(execution))
                .setOrderBy("timestamp desc")
                .setPageSize(LINES)
                .build();
        List<String> lines = new ArrayList<>();
        for (LogEntry entry : google.logs().listLogEntries(request).getPage().getValues()) {
            if (lines.size() < LINES) {
                lines.add(line(entry));
            }
        }
        Collections.reverse(lines);
        return lines;
    }

    /** The filter that leaves an execution's lines. */
    static String linesOf(String execution) {
        return "resource.type=\"cloud_run_job\" AND labels.\"run.googleapis.com/execution_name\"=\""
                + JobNames.lastPart(execution) + "\"";
    }

    private static String line(LogEntry entry) {
        String text = entry.hasJsonPayload()
                ? entry.getJsonPayload()
                        .getFieldsOrDefault("message", com.google.protobuf.Value.getDefaultInstance())
                        .getStringValue()
                : entry.getTextPayload();
        String safe = Redaction.of(text.stripTrailing());
        return safe.length() <= LINE_LENGTH ? safe : safe.substring(0, LINE_LENGTH) + "…";
    }
}
