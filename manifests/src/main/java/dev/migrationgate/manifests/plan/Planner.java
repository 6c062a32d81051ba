package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Checks posted manifests against each other and against those known before, and plans the deployments they ask for.
 *
 * <p>A deployment is planned for each application and environment whose Application (or ExternalApplication) or
 * DeploymentConfig is among the posted manifests; everything else that it needs may be known from before. Pure: the same
 * input gives the same plans. May be used by several threads.
 */
public final class Planner {
    private final PlanSettings settings;

    /** Makes a planner for an installation. */
    public Planner(PlanSettings settings) {
        this.settings = settings;
    }

    /**
     * Plans.
     *
     * @param posted what was posted now
     * @param known what was accepted before; posted manifests take the place of known ones with the same identity
     */
    public Planning plan(Collection<Manifest> posted, Catalogue known) {
        var findings = new Findings();
        checkDuplicates(posted, findings);
        Catalogue all = known.with(posted);
        // By identity, so that each is looked at once, whichever of its manifests were posted.
        var configs = new LinkedHashMap<ManifestId, Manifest>();
        for (Manifest manifest : posted) {
            if (manifest.kind().filter(Kind::isDeployable).isPresent()) {
                configsOf(manifest, all, findings).forEach(config -> configs.put(config.id(), config));
            } else if (manifest.is(Kind.DEPLOYMENT_CONFIG) && isComplete(manifest)) {
                configs.put(manifest.id(), manifest);
            }
        }
        var claims = new SchemaClaims(all);
        List<DeploymentPlan> plans = configs.values().stream()
                .flatMap(config -> applicationOf(config, all, findings).map(found -> new Pair(found, config)).stream())
                .flatMap(pair -> new PlanBuilder(settings, all, claims, pair, findings).build().stream())
                .toList();
        return new Planning(plans, findings.sorted());
    }

    private static void checkDuplicates(Collection<Manifest> posted, Findings findings) {
        var seen = new HashMap<ManifestId, Manifest>();
        for (Manifest manifest : posted) {
            Manifest first = seen.putIfAbsent(manifest.id(), manifest);
            if (first != null) {
                String message = "%s is already in %s, line %d"
                        .formatted(
                                manifest.described(), first.file(), first.at().line());
                Pair.find(
                        manifest, findings, FindingCode.DUPLICATE_MANIFEST, message, "keep one of the two", "metadata");
            }
        }
    }

    private static List<Manifest> configsOf(Manifest application, Catalogue all, Findings findings) {
        List<Manifest> configs = all
                .named(Kind.DEPLOYMENT_CONFIG, application.id().name())
                .stream()
                .filter(config -> isComplete(config) && Places.belong(application, config))
                .toList();
        if (configs.isEmpty()) {
            String message = application.described() + " has no DeploymentConfig of its name, so nothing is deployed";
            String cure = "post a DeploymentConfig with its version";
            Pair.find(application, findings, FindingCode.NO_DEPLOYMENT_CONFIG, message, cure, "metadata", "name");
        }
        return configs;
    }

    private static Optional<Manifest> applicationOf(Manifest config, Catalogue all, Findings findings) {
        List<Manifest> found = Places.applicationsOf(config, all);
        if (found.isEmpty()) {
            String message = "there is no Application or ExternalApplication of this name in its project";
            String cure = "the names of a DeploymentConfig and of its Application are equal";
            Pair.find(config, findings, FindingCode.NO_APPLICATION, message, cure, "metadata", "name");
        } else if (found.size() > 1) {
            String message = "there are several applications of this name: "
                    + String.join(
                            ", ",
                            found.stream().map(each -> each.id().toString()).toList());
            String cure = "keep one of them";
            Pair.find(config, findings, FindingCode.AMBIGUOUS_REFERENCE, message, cure, "metadata", "name");
            return Optional.empty();
        }
        return found.stream().findFirst();
    }

    /** Whether its path names all ancestors; if not, that has been reported. */
    static boolean isComplete(Manifest config) {
        return config.id()
                .ancestors()
                .keySet()
                .containsAll(Kind.DEPLOYMENT_CONFIG.paths().getFirst());
    }
}
