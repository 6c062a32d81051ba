package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.Spec;
import dev.migrationgate.manifests.plan.DeploymentPlan.DatabaseAccess;
import dev.migrationgate.manifests.plan.EnvironmentVariable.FromSecret;
import dev.migrationgate.manifests.plan.EnvironmentVariable.Plain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The environment of a container: what the platform sets by itself, the container's plain variables, and the secrets that
 * the application may read. Service and migration get the same secrets: they are one application. The connection string is not among them; it is made
 * later, and differs between the two.
 */
final class EnvironmentChoice {
    private final PlanSettings settings;
    private final Pair pair;
    private final Findings findings;
    private final Map<String, String> secrets;

    EnvironmentChoice(PlanSettings settings, Catalogue all, Pair pair, Findings findings, List<Manifest> sources) {
        this.settings = settings;
        this.pair = pair;
        this.findings = findings;
        this.secrets = new TreeMap<>(pair.applicationSpec().secrets());
        secrets.keySet().forEach(secret -> findSecret(secret, all, sources));
    }

    /**
     * The variables of one container, the platform's first.
     *
     * @param field the container's field in the DeploymentConfig's spec
     */
    List<EnvironmentVariable> variables(
            String version, Spec.Container container, String field, Optional<DatabaseAccess> database) {
        checkNamedOnce(container, field, database);
        var variables = new ArrayList<EnvironmentVariable>();
        Set<String> written = container.env().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
        platformVariables(version).forEach((name, value) -> {
            if (written.contains(name)) {
                String message = "the platform sets '" + name + "'; the value written here wins";
                findInContainer(field, FindingCode.PLATFORM_VARIABLE, message, "remove it");
            } else {
                variables.add(new Plain(name, value));
            }
        });
        container.env().forEach(entry -> variables.add(new Plain(entry.getKey(), entry.getValue())));
        secrets.forEach((secret, variable) ->
                variables.add(new FromSecret(variable, settings.secretVersionOf(pair.id(), secret))));
        return variables;
    }

    /** Source: the format's reference, section 2.3, "variables the platform adds by itself". */
    private Map<String, String> platformVariables(String version) {
        var variables = new LinkedHashMap<String, String>();
        variables.put("GOOGLE_CLOUD_PROJECT", settings.cloudProjectOf(pair.id()));
        variables.put("INFRASTREAM_APP_VERSION", version);
        return variables;
    }

    /** Which one would win was not seen anywhere, so none does. */
    private void checkNamedOnce(Spec.Container container, String field, Optional<DatabaseAccess> database) {
        Set<String> seen = new HashSet<>(secrets.values());
        database.ifPresent(access -> seen.add(access.secretEnvVar()));
        for (var entry : container.env()) {
            if (!seen.add(entry.getKey())) {
                String message = "the variable '" + entry.getKey() + "' is set twice, here or by a secret";
                findInContainer(field, FindingCode.VARIABLE_TWICE, message, "keep one of them");
            }
        }
    }

    private void findSecret(String secret, Catalogue all, List<Manifest> sources) {
        Places.inProject(Kind.SECRET, secret, pair.config(), all).stream()
                .findFirst()
                .ifPresentOrElse(sources::add, () -> {
                    String message = "there is no Secret '%s' in project '%s' and environment '%s', posted or known"
                            .formatted(secret, pair.id().project(), pair.id().environment());
                    String cure = "post it together with the application";
                    String[] path = {"spec", "accessControl", "secrets", secret};
                    pair.find(findings, FindingCode.UNRESOLVED_REFERENCE, message, cure, path);
                });
        long sameVariable = secrets.values().stream()
                .filter(variable -> variable.equals(secrets.get(secret)))
                .count();
        boolean databaseToo = pair.applicationSpec()
                .database()
                .flatMap(Spec.DatabaseGrant::envVar)
                .filter(variable -> variable.equals(secrets.get(secret)))
                .isPresent();
        if (sameVariable > 1 || databaseToo) {
            String message = "its variable receives another secret, too";
            String[] path = {"spec", "accessControl", "secrets", secret, "envVar"};
            pair.find(findings, FindingCode.VARIABLE_TWICE, message, "give it a variable of its own", path);
        }
    }

    private void findInContainer(String field, FindingCode code, String message, String cure) {
        Pair.find(pair.config(), findings, code, message, cure, "spec", field, "env");
    }
}
