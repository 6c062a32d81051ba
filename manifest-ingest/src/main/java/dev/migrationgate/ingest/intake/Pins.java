package dev.migrationgate.ingest.intake;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Position;
import dev.migrationgate.manifests.plan.Catalogue;
import dev.migrationgate.manifests.plan.DeploymentPlan;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Digests in the place of tags: what is accepted stays the image that it was, wherever its tag goes. Each image of a request is asked for
 * once, so that a service and its migration run the same one.
 *
 * @param looks what became of asking for those images that have no digest
 */
record Pins(Map<ImageReference, ImageLook> looks) {
    /**
     * Asks for them.
     *
     * @throws UnavailableException a registry is out of reach
     */
    static Pins of(Stream<String> images, ImageDigests digests) {
        var tagged =
                images.map(ImageReference::tagged).flatMap(Optional::stream).collect(Collectors.toSet());
        return new Pins(tagged.isEmpty() ? Map.of() : digests.of(tagged));
    }

    /**
     * A draft with the digests of its images, or with findings about those that have none.
     *
     * @param known what was accepted before
     * @throws UnavailableException a registry is out of reach
     */
    static Draft in(Draft draft, Catalogue known, ImageDigests digests) {
        Pins pins = of(draft.plans().stream().flatMap(DeploymentPlan::images), digests);
        return pins.isWhole()
                ? draft.withPlans(draft.plans().stream()
                        .map(plan -> plan.withImages(pins::pinned))
                        .toList())
                : draft.withFindings(new ImagePlaces(known.with(draft.manifests())).problems(draft.plans(), pins));
    }

    private boolean isWhole() {
        return looks.values().stream().allMatch(ImageLook.Found.class::isInstance);
    }

    /** The image by its digest; as it is where it has one already. */
    String pinned(String image) {
        return ImageReference.tagged(image)
                .map(reference ->
                        looks.get(reference) instanceof ImageLook.Found found ? reference.at(found.digest()) : image)
                .orElse(image);
    }

    /** Why an image has no digest, as a finding at what leads to it; empty: it has one. */
    Optional<Finding> problem(String image, Place place) {
        return ImageReference.tagged(image).map(looks::get).flatMap(look -> switch (look) {
            case ImageLook.Found _ -> Optional.empty();
            case ImageLook.Missing(String reason, String cure) ->
                Optional.of(place.finding(FindingCode.IMAGE_NOT_FOUND, image, reason, cure));
            case ImageLook.NotAllowed(String reason, String cure) ->
                Optional.of(place.finding(FindingCode.REGISTRY_NOT_ALLOWED, image, reason, cure));
        });
    }

    /** Where a finding stands. */
    record Place(String file, Position position, String path) {
        private Finding finding(FindingCode code, String image, String reason, String cure) {
            String message = "the image '" + image + "' " + reason;
            return new Finding(file, position, path, code, message, Optional.of(cure));
        }
    }
}
