package dev.migrationgate.ingest.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.migrationgate.manifests.Digest;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads what Cloud Build says of a build (https://cloud.google.com/build/docs/subscribe-build-notifications) and what Artifact Registry
 * says of an image (https://cloud.google.com/artifact-registry/docs/configure-notifications). Safe for several threads.
 */
public final class BuildNoticeReader {
    /** A substitution by which a build names its BuildDefinition; a build that has none is matched by its images alone. */
    private static final String BUILD_DEFINITION = "_BUILD_DEFINITION";

    /** A tag that every build moves says nothing about a version. */
    private static final String MOVING_TAG = "latest";

    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    private static final int MOST_IMAGES = 100;

    private final ObjectMapper json = JsonMapper.builder().build();

    /** Reads a message; throws nothing on account of what is in it. */
    public BuildNotice read(BuildMessage message) {
        JsonNode body;
        try {
            body = json.readTree(message.data());
        } catch (IOException _) {
            // The parser's message quotes the body.
            return new BuildNotice.Unreadable("its data is no JSON");
        }
        if (!body.isObject()) {
            return new BuildNotice.Unreadable("its data is no JSON object");
        }
        if (body.path("action").isTextual()) {
            return artifact(body, message.publishedAt());
        }
        if (body.path("status").isTextual()) {
            return build(body, message.publishedAt());
        }
        return new BuildNotice.Unreadable(
                "its data is neither a build of Cloud Build, with a status, nor a change in Artifact Registry, with an"
                        + " action");
    }

    private static BuildNotice build(JsonNode build, Optional<Instant> publishedAt) {
        String status = build.path("status").asText();
        if (!status.equals("SUCCESS")) {
            return new BuildNotice.Ignored("the build's status is " + shown(status));
        }
        JsonNode results = build.path("results").path("images");
        if (results.isMissingNode() || results.isNull()) {
            return new BuildNotice.Ignored("the build made no image");
        }
        if (!results.isArray() || results.size() > MOST_IMAGES) {
            return new BuildNotice.Unreadable("results.images must be a list of at most " + MOST_IMAGES + " images");
        }
        Optional<Instant> madeAt = time(build.path("finishTime")).or(() -> publishedAt);
        List<BuiltImage> images = new ArrayList<>();
        for (JsonNode result : results) {
            String digest = result.path("digest").asText();
            Optional<Digest> known = digest(digest);
            if (known.isEmpty()) {
                return new BuildNotice.Unreadable("an image of results.images has no digest sha256:…");
            }
            TaggedImage.parse(result.path("name").asText())
                    .ifPresent(reference -> images.add(new BuiltImage(reference, known.get(), madeAt)));
        }
        JsonNode definition = build.path("substitutions").path(BUILD_DEFINITION);
        return lasting(images, Optional.of(definition.asText()).filter(name -> !name.isEmpty()));
    }

    private static BuildNotice artifact(JsonNode change, Optional<Instant> publishedAt) {
        String action = change.path("action").asText();
        if (!action.equals("INSERT")) {
            return new BuildNotice.Ignored("the action is " + shown(action));
        }
        String tag = change.path("tag").asText();
        String digest = change.path("digest").asText();
        if (tag.isEmpty()) {
            return new BuildNotice.Ignored("the image has no tag");
        }
        if (digest.isEmpty()) {
            return new BuildNotice.Ignored("the tag came without a digest");
        }
        Optional<TaggedImage> reference = TaggedImage.parse(tag);
        int at = digest.indexOf('@');
        Optional<Digest> known = digest(digest.substring(at + 1));
        boolean same = reference.isPresent()
                && at > 0
                && digest.substring(0, at).equals(reference.get().repository());
        if (known.isEmpty() || !same) {
            return new BuildNotice.Unreadable("tag and digest must be repository:tag and the same repository@sha256:…");
        }
        return lasting(List.of(new BuiltImage(reference.orElseThrow(), known.get(), publishedAt)), Optional.empty());
    }

    private static BuildNotice lasting(List<BuiltImage> images, Optional<String> buildDefinition) {
        List<BuiltImage> lasting = images.stream()
                .filter(image -> !image.reference().tag().equals(MOVING_TAG))
                .distinct()
                .toList();
        return lasting.isEmpty()
                ? new BuildNotice.Ignored("no image has a tag that is a version")
                : new BuildNotice.Images(lasting, buildDefinition);
    }

    /** A time as Google writes it, RFC 3339; empty where it is none. */
    public static Optional<Instant> time(JsonNode node) {
        try {
            return node.isTextual() ? Optional.of(Instant.parse(node.asText())) : Optional.empty();
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static Optional<Digest> digest(String text) {
        return DIGEST.matcher(text).matches() ? Optional.of(new Digest(text)) : Optional.empty();
    }

    /** What is logged of a text that somebody else wrote. */
    private static String shown(String text) {
        return text.matches("[A-Z_]{1,40}") ? text : "none that we know";
    }
}
