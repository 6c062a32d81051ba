package dev.migrationgate.ingest.intake;

import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.finding.Position;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.plan.Catalogue;
import dev.migrationgate.manifests.plan.DeploymentPlan;
import java.util.List;
import java.util.Optional;

/**
 * Says what is wrong with images, at what leads to them: the field of the DeploymentConfig that names the image, else its version, which is
 * the image's tag.
 *
 * @param known the manifests that the plans were made from
 */
record ImagePlaces(Catalogue known) {
    private static final Position BEGINNING = new Position(1, 1);

    /** What is wrong with the images of plans. */
    List<Finding> problems(List<DeploymentPlan> plans, Pins pins) {
        var findings = new Findings();
        for (DeploymentPlan plan : plans) {
            String service = plan.service().container().image();
            pins.problem(service, place(plan, "container")).ifPresent(findings::add);
            plan.migration()
                    .map(each -> each.container().image())
                    .filter(image -> !image.equals(service))
                    .flatMap(image -> pins.problem(image, place(plan, "migrationJobContainer")))
                    .ifPresent(findings::add);
        }
        return findings.sorted();
    }

    /** What is wrong with the images of a record. */
    static List<Finding> problems(Recorded original, Pins pins) {
        var place = new Pins.Place("the record of " + original.deploymentId(), BEGINNING, "container.image");
        var findings = new Findings();
        original.images().forEach(image -> pins.problem(image, place).ifPresent(findings::add));
        return findings.sorted();
    }

    private Pins.Place place(DeploymentPlan plan, String container) {
        Optional<Manifest> config = known
                .named(Kind.DEPLOYMENT_CONFIG, plan.application().name())
                .stream()
                .filter(each -> ApplicationId.of(each.id()).equals(Optional.of(plan.application())))
                .findFirst();
        if (config.isEmpty()) {
            // Withdrawn in the moment.
            return new Pins.Place(plan.application().toString(), BEGINNING, "");
        }
        String[] own = {"spec", container, "image"};
        String[] path = config.get().value(own).isPresent() ? own : new String[] {"spec", "version"};
        return new Pins.Place(config.get().file(), config.get().at(path), String.join(".", path));
    }
}
