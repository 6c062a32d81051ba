package dev.migrationgate.runner.lane;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What to run before the service is deployed.
 *
 * @param region Google Cloud region of the job
 * @param image full image reference
 * @param command entrypoint override; empty: the image's own
 * @param args arguments; empty: the image's own, unless there is a command
 * @param env variables, in the manifest's order
 * @param cpu CPU limit in Kubernetes notation
 * @param memory memory limit in Kubernetes notation
 * @param timeout how long the container may run
 * @param limits the manifest's other deadlines
 * @param temporaryFailureRetries how often an exit with {@value LaneRules#TEMPORARY_FAILURE} is tried again by itself
 * @param cancelPolicy what a cancel does while it runs
 * @param supersede whether it covers the migrations of older requests of the application that still wait
 */
public record Migration(
        String region,
        String image,
        List<String> command,
        List<String> args,
        List<Variable> env,
        Optional<String> cpu,
        Optional<String> memory,
        Duration timeout,
        Limits limits,
        int temporaryFailureRetries,
        CancelPolicy cancelPolicy,
        boolean supersede) {

    /** Copies the lists. */
    public Migration {
        command = List.copyOf(command);
        args = List.copyOf(args);
        env = List.copyOf(env);
    }

    /**
     * An environment variable: a plain value or a secret's version.
     *
     * @param name the variable's name
     * @param value plain value; absent where there is a secret
     * @param secretVersion Secret Manager version name; absent where there is a value
     */
    public record Variable(String name, Optional<String> value, Optional<String> secretVersion) {}
}
