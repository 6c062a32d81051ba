package dev.migrationgate.access;

import dev.migrationgate.manifests.Scope;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether scopes hold in Google Cloud: a pattern that leaves out a level which a scope fixes gives applications inside and outside of
 * the scope the same Google Cloud project, and so the same services and secrets.
 *
 * @param cloudProject pattern of the Google Cloud project's id
 * @param secretVersion pattern of the Secret Manager version that a Secret's value is read from
 * @param scopes scopes of those who deploy, as far as they stay the same while the service runs
 */
public record CloudScopes(String cloudProject, String secretVersion, List<Scope> scopes) {
    /** An application's name is missing: all applications of a project have one Google Cloud project. */
    private static final List<String> LEVELS =
            List.of("{organization}", "{organizational-unit}", "{environment}", "{project}");

    /** Copies the list. */
    public CloudScopes {
        scopes = List.copyOf(scopes);
    }

    /** Of a service that places nothing in Google Cloud: every scope holds. */
    public static CloudScopes none() {
        String every = String.join("", LEVELS);
        return new CloudScopes(every, every, List.of());
    }

    /**
     * Why scopes do not hold; empty: they do.
     *
     * @param more scopes of those who deploy besides
     */
    public Optional<String> problem(List<Scope> more) {
        List<Scope> all = Stream.concat(scopes.stream(), more.stream())
                .filter(scope -> !scope.levels().isEmpty())
                .toList();
        return problem("CLOUD_PROJECT_PATTERN", cloudProject, cloudProject, all)
                .or(() -> problem(
                        "SECRET_VERSION_PATTERN",
                        secretVersion,
                        secretVersion.replace("{cloudProject}", cloudProject),
                        all));
    }

    private static Optional<String> problem(String variable, String pattern, String whole, List<Scope> all) {
        // Most installations have one organization, which the names of Google Cloud projects need not repeat.
        boolean one =
                all.stream().map(scope -> scope.levels().getFirst()).distinct().count() <= 1;
        Set<String> missing = new LinkedHashSet<>();
        Set<String> unheld = new LinkedHashSet<>();
        for (Scope scope : all) {
            for (int i = one ? 1 : 0; i < Math.min(scope.levels().size(), LEVELS.size()); i++) {
                if (!whole.contains(LEVELS.get(i))) {
                    missing.add(LEVELS.get(i));
                    unheld.add(scope.toString());
                }
            }
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("%s must contain %s, or these scopes do not hold in Google Cloud: %s; it is '%s'"
                        .formatted(variable, String.join(" and ", missing), String.join(", ", unheld), pattern));
    }
}
