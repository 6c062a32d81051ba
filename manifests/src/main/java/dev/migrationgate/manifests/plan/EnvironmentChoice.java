package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.Spec;
import dev.migrationgate.manifests.plan.EnvironmentVariable.FromSecret;
import dev.migrationgate.manifests.plan.EnvironmentVariable.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private final KnownNames known;
    private final Map<String, String> secrets;
    private final VariableNames names;

    EnvironmentChoice(
            PlanSettings settings,
            Catalogue all,
            KnownNames known,
            Pair pair,
            Findings findings,
            List<Manifest> sources) {
        this.settings = settings;
        this.known = known;
        this.pair = pair;
        this.findings = findings;
        this.secrets = new TreeMap<>(pair.applicationSpec().secrets());
        this.names = new VariableNames(pair, findings);
        secrets.keySet().forEach(secret -> findSecret(secret, all, sources));
    }

    /**
     * Checks the names of one container's variables.
     *
     * @param field the container's field in the DeploymentConfig's spec
     */
    void check(String field) {
        names.check(field);
    }

    /** The variables of one container, the platform's first. */
    List<EnvironmentVariable> variables(String version, Spec.Container container) {
        var variables = new ArrayList<EnvironmentVariable>();
        Set<String> written = container.env().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
        PlatformVariables.injected(settings.cloudProjectOf(pair.id()), version).forEach((name, value) -> {
            if (!written.contains(name)) {
                variables.add(new Plain(name, value));
            }
        });
        container.env().forEach(entry -> variables.add(new Plain(entry.getKey(), entry.getValue())));
        secrets.forEach((secret, variable) ->
                variables.add(new FromSecret(variable, settings.secretVersionOf(pair.id(), secret))));
        return variables;
    }

    private void findSecret(String secret, Catalogue all, List<Manifest> sources) {
        Places.inProject(Kind.SECRET, secret, pair.config(), all).ifPresentOrElse(sources::add, () -> {
            String message = "there is no Secret '%s' in project '%s' and environment '%s', posted or known"
                    .formatted(secret, pair.id().project(), pair.id().environment());
            String cure = known.cure(
                    secret, known.inProject(Kind.SECRET, pair.config()), "post it together with the application");
            String[] path = {"spec", "accessControl", "secrets", secret};
            pair.find(findings, FindingCode.UNRESOLVED_REFERENCE, message, cure, path);
        });
    }
}
