package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.model.Spec;
import dev.migrationgate.manifests.yaml.Node;
import dev.migrationgate.manifests.yaml.ScalarType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Checks that each variable of an application's containers has one origin: the platform, the connection string, a Secret, or
 * an entry of the container's {@code env}. Which one would win was not seen anywhere, so none does.
 */
final class VariableNames {
    private final Pair pair;
    private final Findings findings;
    /** Variables that receive something secret, in each container, and what that is. */
    private final Map<String, String> receiving = new HashMap<>();

    /** Checks what the application's {@code accessControl} names; the containers are for {@link #check}. */
    VariableNames(Pair pair, Findings findings) {
        this.pair = pair;
        this.findings = findings;
        pair.applicationSpec().database().ifPresent(this::connection);
        new TreeMap<>(pair.applicationSpec().secrets()).forEach(this::secret);
    }

    /**
     * Checks the entries of one container.
     *
     * @param field the container's field in the DeploymentConfig's spec
     */
    void check(String field) {
        Map<String, String> seen = new HashMap<>(receiving);
        List<Node> entries = pair.config().items("spec", field, "env");
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) instanceof Node.Mapping entry
                    && entry.get("name").orElse(entry) instanceof Node.Scalar name
                    && name.type() != ScalarType.NOTHING) {
                entry(name, "spec." + field + ".env[" + i + "].name", seen);
            }
        }
    }

    private void connection(Spec.DatabaseGrant grant) {
        var variables = ConnectionVariables.of(grant);
        receiving.put(variables.url(), "receives the database's connection string");
        receiving.put(variables.jdbc(), "receives the database's connection string as a JDBC address");
        if (PlatformVariables.contain(variables.url())) {
            String[] path = {"spec", "accessControl", "database", "secretSource", "envVar"};
            reserved(variables.url(), path);
        }
    }

    private void secret(String secret, String variable) {
        String[] path = {"spec", "accessControl", "secrets", secret, "envVar"};
        if (PlatformVariables.contain(variable)) {
            reserved(variable, path);
        }
        String other = receiving.putIfAbsent(variable, "receives the Secret '" + secret + "'");
        if (other != null) {
            String message = shown(variable) + other + ", too";
            pair.find(findings, FindingCode.VARIABLE_TWICE, message, "give it a variable of its own", path);
        }
    }

    private void reserved(String variable, String[] path) {
        String message = shown(variable) + "is set by the platform, and would receive a secret instead";
        pair.find(findings, FindingCode.RESERVED_VARIABLE, message, "choose another variable", path);
    }

    private void entry(Node.Scalar name, String path, Map<String, String> seen) {
        if (PlatformVariables.isInjected(name.text())) {
            String message = shown(name.text()) + "is set by the platform; the value written here wins";
            Pair.findAt(name, pair.config(), findings, FindingCode.PLATFORM_VARIABLE, message, "remove it", path);
        }
        String other = seen.putIfAbsent(name.text(), "is set by an earlier entry");
        if (other != null) {
            String message = shown(name.text()) + other + ", too";
            Pair.findAt(name, pair.config(), findings, FindingCode.VARIABLE_TWICE, message, "keep one of them", path);
        }
    }

    private static String shown(String variable) {
        return "the variable '" + Finding.shown(variable) + "' ";
    }
}
