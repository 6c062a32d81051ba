package dev.migrationgate.ingest;

import dev.migrationgate.manifests.plan.PlanSettings;
import dev.migrationgate.service.Variables;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads how the installation plans deployments, above all how it names things in Google Cloud: a misspelt placeholder would otherwise end in a name. */
final class NamePatterns {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}]*}");
    private static final List<String> PLACE =
            List.of("{organization}", "{organizational-unit}", "{environment}", "{project}", "{region}");
    private static final List<String> SECRET = List.of("{name}");
    /** Without its version, every deployment would run the same image. */
    private static final List<String> IMAGE = List.of("{name}", "{version}");

    /** Cloud Run's longest task time-out: 7 days. */
    private static final int LONGEST_TASK_SECONDS = 7 * 24 * 3600;

    private NamePatterns() {}

    /** The settings; problems are left with the variables. */
    static PlanSettings read(Variables variables) {
        PlanSettings standard = PlanSettings.DEFAULT;
        return new PlanSettings(
                variables.text("CLOUD_REGION", standard.region()),
                pattern(variables, "CLOUD_PROJECT_PATTERN", standard.cloudProject(), List.of(), List.of()),
                pattern(variables, "IMAGE_PATTERN", standard.image(), IMAGE, List.of("{cloudProject}", "{registry}")),
                pattern(
                        variables,
                        "SECRET_VERSION_PATTERN",
                        standard.secretVersion(),
                        SECRET,
                        List.of("{cloudProject}")),
                variables.integer("MIGRATION_TIMEOUT_SECONDS", standard.migrationSeconds(), 1, LONGEST_TASK_SECONDS),
                variables.names("DATABASE_EXTENSIONS", standard.extensions()));
    }

    private static String pattern(
            Variables variables, String name, String absent, List<String> needed, List<String> optional) {
        String pattern = variables.text(name, absent);
        Set<String> known = new LinkedHashSet<>(needed);
        known.addAll(optional);
        known.addAll(PLACE);
        PLACEHOLDER
                .matcher(pattern)
                .results()
                .map(MatchResult::group)
                .filter(placeholder -> !known.contains(placeholder))
                .forEach(unknown -> variables.problem("%s has the unknown placeholder %s; there are %s"
                        .formatted(name, unknown, String.join(" ", known))));
        needed.stream()
                .filter(placeholder -> !pattern.contains(placeholder))
                .forEach(
                        missing -> variables.problem("%s must contain %s, was '%s'".formatted(name, missing, pattern)));
        return pattern;
    }
}
