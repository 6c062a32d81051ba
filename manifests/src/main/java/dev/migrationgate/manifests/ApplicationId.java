package dev.migrationgate.manifests;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One application in one environment: what a deployment deploys.
 *
 * <p>The text form, which is also the key of the topics that are keyed by application, is
 * {@code organization/organizational-unit/environment/project/name}, for example
 * {@code fincorp/retail-banking/production/payment-gateway/payment-api}.
 *
 * @param organization name of the organization
 * @param organizationalUnit name of the organizational unit
 * @param environment name of the environment
 * @param project name of the project that the application runs in
 * @param name name of the application
 */
public record ApplicationId(
        String organization, String organizationalUnit, String environment, String project, String name) {

    /** Refuses, with {@link IllegalArgumentException}, parts that are empty or contain a slash. */
    public ApplicationId {
        for (String part : List.of(organization, organizationalUnit, environment, project, name)) {
            if (part.isEmpty() || part.indexOf('/') >= 0) {
                throw new IllegalArgumentException("not a part of an application id: '" + part + "'");
            }
        }
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException if {@code text} does not have five parts
     */
    public static ApplicationId parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 5) {
            throw new IllegalArgumentException("not an application id: '" + text + "'");
        }
        return new ApplicationId(parts[0], parts[1], parts[2], parts[3], parts[4]);
    }

    /** The application and environment that a DeploymentConfig is for; empty for other kinds, and for an incomplete path. */
    public static Optional<ApplicationId> of(ManifestId config) {
        List<String> parts = Stream.of("organization", "organizational-unit", "environment", "project")
                .flatMap(key -> config.ancestor(key).stream())
                .toList();
        return config.kind().equals("DeploymentConfig") && parts.size() == 4
                ? Optional.of(new ApplicationId(parts.get(0), parts.get(1), parts.get(2), parts.get(3), config.name()))
                : Optional.empty();
    }

    /** The text form. */
    @Override
    public String toString() {
        return String.join("/", organization, organizationalUnit, environment, project, name);
    }
}
