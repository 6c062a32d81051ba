package dev.migrationgate.ingest.redeploy;

import dev.migrationgate.ingest.build.Versioned;
import dev.migrationgate.ingest.intake.Recorded;
import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.Reading;
import dev.migrationgate.manifests.plan.Catalogue;
import dev.migrationgate.manifests.plan.DeploymentPlan;
import dev.migrationgate.manifests.plan.Planner;
import dev.migrationgate.manifests.plan.Planning;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Plans for another environment what was recorded in one. Of the record only the version and the images' digests count: database, secrets,
 * variables and scaling are those of the accepted manifests there. Safe for several threads.
 */
public final class Counterparts {
    private final Versioned versioned = new Versioned();
    private final Planner planner;
    private final Catalogue known;

    /**
     * Puts it together.
     *
     * @param known what was accepted before; asked anew each time
     */
    public Counterparts(Planner planner, Catalogue known) {
        this.planner = planner;
        this.known = known;
    }

    /** What an application of another environment is called: all is the same but the environment. */
    static ApplicationId in(String environment, ApplicationId application) {
        return new ApplicationId(
                application.organization(),
                application.organizationalUnit(),
                environment,
                application.project(),
                application.name());
    }

    /** Plans it. Work for a processor. */
    Counterpart of(Recorded original, String environment) {
        ApplicationId there = in(environment, original.application());
        Optional<Manifest> config = known.named(Kind.DEPLOYMENT_CONFIG, there.name()).stream()
                .filter(each -> ApplicationId.of(each.id()).equals(Optional.of(there)))
                .findFirst();
        return config.map(each -> planned(original, there, each)).orElseGet(() -> new Counterpart.Absent(there));
    }

    private Counterpart planned(Recorded original, ApplicationId there, Manifest config) {
        Reading reading = versioned.of(config, original.version());
        Planning planning = planner.plan(reading.manifests(), known);
        List<Finding> findings = Stream.concat(reading.findings().stream(), planning.findings().stream())
                .distinct()
                .sorted(Finding.READING_ORDER)
                .toList();
        if (findings.stream().anyMatch(Finding::isError)) {
            return new Counterpart.Wrong(findings);
        }
        return planning.plans().stream()
                .filter(plan -> plan.application().equals(there))
                .findFirst()
                .map(plan -> withImages(plan, original))
                // A DeploymentConfig whose application was withdrawn.
                .orElseGet(() -> new Counterpart.Absent(there));
    }

    private Counterpart withImages(DeploymentPlan plan, Recorded original) {
        Optional<String> own = plan.migration().map(each -> each.container().image());
        if (own.isPresent() != original.migrationImage().isPresent()) {
            return new Counterpart.Differing(
                    plan.application(),
                    own.isPresent()
                            ? "it has a migration there, and what was recorded has none"
                            : "it has no migration there, and what was recorded has one");
        }
        var images = new RecordedImages(known);
        Optional<String> service = images.of(plan.service().container().image(), original.image());
        if (service.isEmpty()) {
            return differing(plan, plan.service().container().image(), original.image());
        }
        if (own.isEmpty()) {
            return new Counterpart.Found(plan.withImages(service.get(), Optional.empty()));
        }
        String recorded = original.migrationImage().orElseThrow();
        Optional<String> migration = images.of(own.get(), recorded);
        return migration.isEmpty()
                ? differing(plan, own.get(), recorded)
                : new Counterpart.Found(plan.withImages(service.get(), migration));
    }

    private static Counterpart differing(DeploymentPlan plan, String own, String recorded) {
        String reason = "its manifests there come to the image " + own + ", and what was recorded is " + recorded;
        return new Counterpart.Differing(plan.application(), reason);
    }
}
