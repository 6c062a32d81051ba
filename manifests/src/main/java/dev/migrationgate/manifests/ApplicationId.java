package dev.migrationgate.manifests;

import java.util.List;

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

    /** The text form. */
    @Override
    public String toString() {
        return String.join("/", organization, organizationalUnit, environment, project, name);
    }
}
