package dev.migrationgate.ingest.build;

import dev.migrationgate.ingest.intake.Delivery;
import dev.migrationgate.ingest.intake.Memory;
import dev.migrationgate.ingest.intake.Submission;
import dev.migrationgate.manifests.model.ManifestReader;
import dev.migrationgate.manifests.model.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Messages as Cloud Build and Artifact Registry publish them, about the image of the guide's application. */
public final class BuildMessages {
    /** Where the guide's image is, without a tag. */
    public static final String REPOSITORY =
            "europe-west1-docker.pkg.dev/payment-gateway-production/docker-private/payment-api";

    /** Where the messages come from. */
    public static final String SUBSCRIPTION = "projects/builds/subscriptions/builds";

    /** A digest. */
    public static final String DIGEST = "sha256:" + "a".repeat(64);

    private BuildMessages() {}

    /** A build that made one image. */
    public static String build(String status, String image, String digest) {
        return """
            {"id": "8f2c", "projectId": "builds", "status": "%s", "steps": [{"name": "gcr.io/cloud-builders/docker"}],
             "results": {"images": [{"name": "%s", "digest": "%s", "pushTiming": {}}], "buildStepImages": [""]},
             "substitutions": {"SHORT_SHA": "72d3162"}, "images": ["%s"]}
            """.formatted(status, image, digest, image);
    }

    /** The build of a version of the guide's application. */
    public static String build(String version) {
        return build("SUCCESS", REPOSITORY + ":" + version, DIGEST);
    }

    /** A tag that was pushed. */
    public static String pushed(String version, String digest) {
        return """
            {"action": "INSERT", "digest": "%s@%s", "tag": "%s:%s"}
            """.formatted(REPOSITORY, digest, REPOSITORY, version);
    }

    /** Has a catalogue know manifests without a look at them. */
    public static void remember(Memory memory, String manifests) {
        Reading reading = new ManifestReader().read("kept", manifests);
        Delivery delivery = Delivery.of(Optional.of("kept"), new byte[0], "");
        memory.remember(new Submission(
                delivery, Instant.now(), reading.manifests(), List.of(), List.of(), Optional.empty(), List.of()));
    }

    /** As a message. */
    public static BuildMessage message(String data) {
        return message(data, Optional.empty());
    }

    /** As a message of that time. */
    public static BuildMessage message(String data, Instant publishedAt) {
        return message(data, Optional.of(publishedAt));
    }

    private static BuildMessage message(String data, Optional<Instant> publishedAt) {
        return new BuildMessage("1001", SUBSCRIPTION, data.getBytes(StandardCharsets.UTF_8), Map.of(), publishedAt);
    }
}
