package dev.migrationgate.manifests.plan;

/** An environment variable of a container. */
public sealed interface EnvironmentVariable {
    /** The variable's name. */
    String name();

    /** A variable with its value. */
    record Plain(String name, String value) implements EnvironmentVariable {}

    /**
     * A variable whose value is in Secret Manager.
     *
     * @param name the variable's name
     * @param secretVersion {@code projects/P/secrets/S/versions/V}
     */
    record FromSecret(String name, String secretVersion) implements EnvironmentVariable {}
}
