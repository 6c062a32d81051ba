package dev.migrationgate.runner.job;

import com.google.api.gax.rpc.ApiException;
import com.google.cloud.run.v2.Task;
import dev.migrationgate.google.GoogleCloud;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Details from Cloud Run and Cloud Logging. */
final class GoogleDetails implements Endings.Details {
    private static final Logger LOGGER = LoggerFactory.getLogger(GoogleDetails.class);

    private final GoogleCloud google;
    private final LogExcerpt logs;
    private final ExitLines exits;

    GoogleDetails(GoogleCloud google) {
        this.google = google;
        this.logs = new LogExcerpt(google);
        this.exits = new ExitLines(google);
    }

    @Override
    public Optional<Task> task(String execution) {
        try {
            for (Task task : google.tasks().listTasks(execution).iterateAll()) {
                return Optional.of(task);
            }
        } catch (ApiException error) {
            LOGGER.atWarn()
                    .addKeyValue("execution", execution)
                    .addKeyValue("answer", Answer.text(error))
                    .log("the task of a failed execution cannot be read");
        }
        return Optional.empty();
    }

    @Override
    public List<String> lastLines(String execution) throws InterruptedException {
        return logs.lastLines(execution);
    }

    @Override
    public Set<Integer> exitCodes(String execution) {
        return exits.codes(execution);
    }
}
