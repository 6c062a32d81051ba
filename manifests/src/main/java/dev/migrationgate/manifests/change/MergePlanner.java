package dev.migrationgate.manifests.change;

import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.plan.Catalogue;
import dev.migrationgate.manifests.plan.Dependents;
import dev.migrationgate.manifests.plan.DeploymentPlan;
import dev.migrationgate.manifests.plan.PlanSettings;
import dev.migrationgate.manifests.plan.Planner;
import dev.migrationgate.manifests.plan.Planning;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides which applications a merge deploys.
 *
 * <p>An application of an environment deploys if its Application or ExternalApplication, its DeploymentConfig or a Secret
 * that it reads differs, or if its plan does: another image by its BuildDefinition, another access to its Database. A plan's
 * digest of manifests does not count, so that a BuildDefinition's description deploys nothing.
 *
 * <p>It takes time for each manifest of the two trees, to compare them, and beyond that for what differs and what has to do
 * with it; a catalogue of any size costs no more, except that a changed BuildDefinition or ExternalApplication is looked for
 * in every application once, and a changed Secret or Database in those of its project and environment. Pure; may be used by
 * several threads.
 */
public final class MergePlanner {
    /** Of these, any difference deploys the applications that they belong to. */
    private static final Set<Kind> TOLD =
            Set.of(Kind.APPLICATION, Kind.EXTERNAL_APPLICATION, Kind.DEPLOYMENT_CONFIG, Kind.SECRET);

    private final Planner planner;

    /** Makes a planner for an installation. */
    public MergePlanner(PlanSettings settings) {
        this.planner = new Planner(settings);
    }

    /**
     * Plans a merge.
     *
     * @param before the manifests of the commit that is compared with
     * @param after the manifests of the merged commit
     * @param catalogue what was accepted last, from wherever: it is seen over {@code before}, and over what {@code after}
     *     leaves as it was
     */
    public MergePlan plan(Collection<Manifest> before, Collection<Manifest> after, Catalogue catalogue) {
        Difference difference = Difference.between(before, after);
        var findings = new Findings();
        Planner.checkDuplicates(after, findings);
        Catalogue old = catalogue.over(Catalogue.of(before));
        Catalogue rest = catalogue.without(Set.copyOf(difference.removedIds())).over(Catalogue.of(after));
        List<Manifest> configs = configs(difference, rest.with(difference.accepted()));
        Planning planning = planner.plan(difference.accepted(), configs, rest);
        planning.findings().forEach(findings::add);
        Map<ApplicationId, DeploymentPlan> was = plansBefore(configs, old);
        Set<ManifestId> differ = difference.ids();
        List<ApplicationChange> changes = planning.plans().stream()
                .flatMap(plan -> change(Optional.ofNullable(was.get(plan.application())), plan, differ).stream())
                .sorted(Comparator.comparing(change -> change.application().toString()))
                .toList();
        return new MergePlan(difference, changes, withdrawn(difference), findings.sorted());
    }

    /**
     * What a commit is compared with where no earlier one is known: the accepted manifests that have the identity of one of
     * {@code after}. So nothing counts as removed, as what else was accepted may have come from elsewhere.
     */
    public static List<Manifest> accepted(Collection<Manifest> after, Catalogue catalogue) {
        return after.stream()
                .flatMap(manifest -> find(manifest, catalogue).stream())
                .toList();
    }

    private static List<Manifest> configs(Difference difference, Catalogue now) {
        var dependents = new Dependents(now);
        var configs = new LinkedHashMap<ManifestId, Manifest>();
        difference
                .all()
                .flatMap(manifest -> dependents.configsOf(manifest).stream())
                .forEach(config -> configs.putIfAbsent(config.id(), config));
        return List.copyOf(configs.values());
    }

    /** The plans of the same applications as they were; what was wrong with them then is nobody's business now. */
    private Map<ApplicationId, DeploymentPlan> plansBefore(List<Manifest> configs, Catalogue old) {
        List<Manifest> then =
                configs.stream().flatMap(config -> find(config, old).stream()).toList();
        return planner.plan(List.of(), then, old).plans().stream()
                .collect(Collectors.toMap(DeploymentPlan::application, Function.identity()));
    }

    private static Optional<ApplicationChange> change(
            Optional<DeploymentPlan> before, DeploymentPlan after, Set<ManifestId> differ) {
        List<ManifestId> causes = Stream.concat(
                        after.manifests().stream(), before.map(DeploymentPlan::manifests).orElse(List.of()).stream())
                .distinct()
                .filter(differ::contains)
                .toList();
        boolean told = causes.stream()
                .anyMatch(id -> Kind.of(id.kind()).filter(TOLD::contains).isPresent());
        boolean same = before.filter(after::deploysTheSameAs).isPresent();
        return told || !same ? Optional.of(new ApplicationChange(before, after, causes)) : Optional.empty();
    }

    private static List<ApplicationId> withdrawn(Difference difference) {
        return difference.removed().stream()
                .flatMap(manifest -> ApplicationId.of(manifest.id()).stream())
                .sorted(Comparator.comparing(ApplicationId::toString))
                .toList();
    }

    private static Optional<Manifest> find(Manifest like, Catalogue catalogue) {
        return like.kind().map(kind -> catalogue.named(kind, like.id().name())).orElse(List.of()).stream()
                .filter(manifest -> manifest.id().equals(like.id()))
                .findFirst();
    }
}
