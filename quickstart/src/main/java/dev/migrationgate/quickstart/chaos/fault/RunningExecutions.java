package dev.migrationgate.quickstart.chaos.fault;

import com.google.api.gax.rpc.ApiException;
import com.google.cloud.run.v2.DeleteExecutionRequest;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.ExecutionsClient;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executions that run now, as far as Google Cloud answers: it is being disturbed.
 *
 * @param client where they are read and deleted
 * @param parent where they are looked for, over all jobs
 */
record RunningExecutions(ExecutionsClient client, String parent) {
    private static final Logger LOGGER = LoggerFactory.getLogger(RunningExecutions.class);

    /** One that runs; none too where nothing can be read. */
    Optional<Execution> any() {
        try {
            return StreamSupport.stream(
                            client.listExecutions(parent).iterateAll().spliterator(), false)
                    .filter(execution -> execution.hasStartTime() && !execution.hasCompletionTime())
                    .findFirst();
        } catch (ApiException e) {
            LOGGER.atInfo().setCause(e).log("no execution seen");
            return Optional.empty();
        }
    }

    /** Not if it has ended meanwhile: whoever takes the proof of a success away keeps it from being deployed. */
    void delete(Execution execution) {
        try {
            client.deleteExecutionCallable()
                    .call(DeleteExecutionRequest.newBuilder()
                            .setName(execution.getName())
                            .setEtag(execution.getEtag())
                            .build());
        } catch (ApiException e) {
            LOGGER.atInfo().setCause(e).log("no execution deleted");
        }
    }
}
