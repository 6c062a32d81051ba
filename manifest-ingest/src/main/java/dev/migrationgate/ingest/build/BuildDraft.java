package dev.migrationgate.ingest.build;

import dev.migrationgate.ingest.intake.Draft;
import dev.migrationgate.ingest.intake.Memory;
import dev.migrationgate.ingest.intake.SeenImage;
import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.plan.DeploymentPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an image comes to, while its applications are looked at one after the other. For one thread.
 *
 * <p>An application whose manifests are wrong keeps no other from being deployed.
 */
final class BuildDraft {
    private final BuiltImage image;
    private final List<Part> parts = new ArrayList<>();
    private final List<Finding> errors = new ArrayList<>();
    private boolean known;
    private boolean deploys;

    /** What one place comes to, accepted for itself. */
    record Part(String deliveryId, Draft draft) {}

    BuildDraft(BuiltImage image) {
        this.image = image;
    }

    /** The image is one that the manifests come to: from now on it is meant by its digest. */
    void isKnown() {
        known = true;
    }

    void deploy(String deliveryId, List<Manifest> changed, List<DeploymentPlan> plans) {
        deploys = true;
        parts.add(new Part(deliveryId, draft(changed, plans)));
    }

    /** It was deployed there before: the intake answers for it, and does not look at it again. */
    void isRepeated(String deliveryId) {
        known = true;
        parts.add(new Part(deliveryId, draft(List.of(), List.of())));
    }

    void wrong(List<Finding> findings) {
        errors.addAll(findings);
    }

    /** Whether no application comes to this image. */
    boolean isNobodys() {
        return !known;
    }

    /** What is wrong with manifests that would otherwise come to this image. */
    List<Finding> errors() {
        return errors.stream().distinct().toList();
    }

    /** What to accept; one at least, each with the image. */
    List<Part> parts(Memory memory) {
        boolean kept = memory.digestOf(image.reference().toString())
                .filter(image.digest()::equals)
                .isPresent();
        if (!parts.isEmpty() && (deploys || kept)) {
            return parts;
        }
        boolean returned = !kept && memory.delivery(image.deliveryId()).isPresent();
        String id = returned ? image.returnId() : image.deliveryId();
        return Stream.concat(parts.stream(), Stream.of(new Part(id, draft(List.of(), List.of()))))
                .toList();
    }

    private Draft draft(List<Manifest> configs, List<DeploymentPlan> plans) {
        var seen = new SeenImage(image.reference().toString(), image.digest(), image.madeAt());
        return new Draft(configs, List.of(), List.of(seen), Optional.empty(), plans, List.of());
    }
}
