package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.Digest;
import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

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
        return plan(posted, List.of(), known);
    }

    /**
     * Plans, also for manifests that were not posted, as what they refer to was or is there no more.
     *
     * @param posted what was posted now
     * @param dependents further DeploymentConfigs to plan for, whose paths are complete
     * @param known what was accepted before; posted manifests take the place of known ones with the same identity
     */
    public Planning plan(Collection<Manifest> posted, Collection<Manifest> dependents, Catalogue known) {
        return plan(posted, dependents, known, Planner::digest);
    }

    /**
     * What {@link #plan(Collection, Catalogue)} would find, in less time: the digests of plans that nobody wants are not made.
     *
     * @param posted what would be posted
     * @param known what was accepted before
     */
    public List<Finding> check(Collection<Manifest> posted, Catalogue known) {
        Digest none = Digest.of("");
        return plan(posted, List.of(), known, _ -> none).findings();
    }

    private Planning plan(
            Collection<Manifest> posted,
            Collection<Manifest> dependents,
            Catalogue known,
            Function<List<Manifest>, Digest> digests) {
        var findings = new Findings();
        checkDuplicates(posted, findings);
        Catalogue all = known.with(posted);
        var pairs = new Pairs(all);
        var names = new KnownNames(all);
        var counterparts = new Counterparts(all, pairs, names, findings);
        var declarations = new Declarations(all, names, findings);
        // By identity, so that each is looked at once, whichever of its manifests were posted.
        var configs = new LinkedHashMap<ManifestId, Manifest>();
        for (Manifest manifest : posted) {
            Dialects.check(manifest, findings);
            declarations.check(manifest);
            counterparts.configsBy(manifest).forEach(config -> configs.put(config.id(), config));
        }
        dependents.forEach(config -> configs.putIfAbsent(config.id(), config));
        var claims = new SchemaClaims(all, pairs);
        var services = new ServiceClaims(settings, all, pairs);
        var plans = new ArrayList<DeploymentPlan>();
        for (Manifest config : configs.values()) {
            counterparts
                    .applicationOf(config)
                    .map(found -> new Pair(found, config))
                    .ifPresent(pair -> {
                        services.check(pair, findings);
                        new PlanBuilder(settings, all, claims, names, digests, pair, findings)
                                .build()
                                .ifPresent(plans::add);
                    });
        }
        return new Planning(plans, findings.sorted());
    }

    private static Digest digest(List<Manifest> sources) {
        var texts = new TreeMap<String, String>();
        sources.forEach(manifest -> texts.put(manifest.id().toString(), manifest.canonical()));
        return Digest.of(String.join("\n", texts.values()));
    }

    /** Reports every manifest that has the identity of one before it. */
    public static void checkDuplicates(Collection<Manifest> posted, Findings findings) {
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

    /** Whether its path names all ancestors; if not, that has been reported. */
    static boolean isComplete(Manifest config) {
        return config.id()
                .ancestors()
                .keySet()
                .containsAll(Kind.DEPLOYMENT_CONFIG.paths().getFirst());
    }
}
