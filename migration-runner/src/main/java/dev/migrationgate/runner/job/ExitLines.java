package dev.migrationgate.runner.job;

import com.google.api.gax.grpc.GrpcCallContext;
import com.google.api.gax.rpc.ApiException;
import com.google.logging.v2.ListLogEntriesRequest;
import com.google.logging.v2.LogEntry;
import dev.migrationgate.google.GoogleCloud;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the platform itself wrote into an execution's log about its container's end: {@code Container called exit(1).} in the log
 * {@code run.googleapis.com/varlog/system}, to which no container can write.
 */
final class ExitLines {
    private static final Logger LOGGER = LoggerFactory.getLogger(ExitLines.class);
    private static final Pattern EXIT = Pattern.compile("Container called exit\\((\\d+)\\)");
    private static final int LINES = 20;
    /** Asked once and briefly: the line is a second witness, and a verdict does not wait for it. */
    private static final GrpcCallContext ONCE = GrpcCallContext.createDefault()
            .withTimeoutDuration(Duration.ofSeconds(2))
            .withRetryableCodes(Set.of());

    private final GoogleCloud google;

    ExitLines(GoogleCloud google) {
        this.google = google;
    }

    /** The exit codes that are told; none where the line is not there yet, or the log cannot be read. */
    Set<Integer> codes(String execution) {
        String project = "projects/" + JobNames.projectOf(execution);
        ListLogEntriesRequest request = ListLogEntriesRequest.newBuilder()
                .addResourceNames(project)
                .setFilter(LogExcerpt.linesOf(execution) + " AND logName=\"" + project
                        + "/logs/run.googleapis.com%2Fvarlog%2Fsystem\"")
                .setOrderBy("timestamp desc")
                .setPageSize(LINES)
                .build();
        Set<Integer> codes = new TreeSet<>();
        try {
            for (LogEntry entry : google.logs()
                    .listLogEntriesPagedCallable()
                    .call(request, ONCE)
                    .getPage()
                    .getValues()) {
                Matcher exit = EXIT.matcher(entry.getTextPayload());
                if (exit.find()) {
                    codes.add(Integer.valueOf(exit.group(1)));
                }
            }
        } catch (ApiException error) {
            LOGGER.atWarn()
                    .addKeyValue("execution", execution)
                    .addKeyValue("answer", Answer.text(error))
                    .log("the platform's log of an execution cannot be read; its state decides alone");
        }
        return codes;
    }
}
