package dev.migrationgate.deployer.rollout;

import java.util.List;
import java.util.Optional;

/**
 * What a revision runs.
 *
 * @param image full image reference
 * @param command entrypoint override; empty: the image's own
 * @param args arguments; empty: the image's own unless {@code command} is set
 * @param env environment variables, in order
 * @param cpu CPU limit in Kubernetes notation
 * @param memory memory limit in Kubernetes notation
 */
public record ContainerPlan(
        String image,
        List<String> command,
        List<String> args,
        List<EnvironmentValue> env,
        Optional<String> cpu,
        Optional<String> memory) {

    /** Copies the lists. */
    public ContainerPlan {
        command = List.copyOf(command);
        args = List.copyOf(args);
        env = List.copyOf(env);
    }
}
