package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.ApplicationId;
import java.util.Set;

/**
 * How an installation names things in Google Cloud, and what it takes where a manifest says nothing. Patterns may use {@code {organization}},
 * {@code {organizational-unit}}, {@code {environment}}, {@code {project}}, {@code {region}}; the patterns of images and
 * secrets also {@code {cloudProject}} and {@code {name}}, images {@code {registry}} and {@code {version}}.
 *
 * @param region Google Cloud region that everything runs in
 * @param cloudProject pattern of the Google Cloud project's id
 * @param image pattern of an image that a BuildDefinition makes
 * @param secretVersion pattern of the Secret Manager version that a Secret's value is read from
 * @param migrationSeconds time limit of a migration whose manifest has none
 * @param extensions PostgreSQL extensions that a manifest may ask for; the migration runner has to allow them, too
 */
public record PlanSettings(
        String region,
        String cloudProject,
        String image,
        String secretVersion,
        int migrationSeconds,
        Set<String> extensions) {
    /**
     * Region {@code europe-west1}, a Google Cloud project per project and environment, images in its own registry, and
     * the extensions that the migration runner allows where it is not told otherwise.
     */
    public static final PlanSettings DEFAULT = new PlanSettings(
            "europe-west1",
            "{project}-{environment}",
            "{region}-docker.pkg.dev/{cloudProject}/{registry}/{name}:{version}",
            "projects/{cloudProject}/secrets/{name}/versions/latest",
            600,
            Set.of("pgcrypto", "uuid-ossp", "citext", "hstore", "pg_trgm", "btree_gin", "btree_gist"));

    /** Copies the set. */
    public PlanSettings {
        extensions = Set.copyOf(extensions);
    }

    String cloudProjectOf(ApplicationId application) {
        return replace(cloudProject, application);
    }

    String imageOf(ApplicationId application, String registry, String name, String version) {
        return replace(image.replace("{cloudProject}", cloudProject), application)
                .replace("{registry}", registry)
                .replace("{name}", name)
                .replace("{version}", version);
    }

    String secretVersionOf(ApplicationId application, String secret) {
        return replace(secretVersion.replace("{cloudProject}", cloudProject), application)
                .replace("{name}", secret);
    }

    private String replace(String pattern, ApplicationId application) {
        return pattern.replace("{organization}", application.organization())
                .replace("{organizational-unit}", application.organizationalUnit())
                .replace("{environment}", application.environment())
                .replace("{project}", application.project())
                .replace("{region}", region);
    }
}
