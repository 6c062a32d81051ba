package dev.migrationgate.manifests.plan;

import java.util.List;
import java.util.Optional;

/**
 * One container to run.
 *
 * @param image full image reference, with tag or digest
 * @param command entrypoint; empty: the image's own
 * @param args arguments; empty: the image's own, unless there is a command
 * @param env variables: the platform's, then the manifest's in its order, then secrets by name
 * @param cpu processor limit in Kubernetes' notation
 * @param memory memory limit in Kubernetes' notation
 */
public record ContainerPlan(
        String image,
        List<String> command,
        List<String> args,
        List<EnvironmentVariable> env,
        Optional<String> cpu,
        Optional<String> memory) {
    /** Copies the lists. */
    public ContainerPlan {
        command = List.copyOf(command);
        args = List.copyOf(args);
        env = List.copyOf(env);
    }

    ContainerPlan withImage(String other) {
        return new ContainerPlan(other, command, args, env, cpu, memory);
    }
}
