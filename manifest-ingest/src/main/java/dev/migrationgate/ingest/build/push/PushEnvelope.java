package dev.migrationgate.ingest.build.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.migrationgate.ingest.build.BuildMessage;
import dev.migrationgate.ingest.build.BuildNoticeReader;
import dev.migrationgate.manifests.Digest;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a message out of what Pub/Sub posts (https://cloud.google.com/pubsub/docs/push#receive_push). Safe for several threads.
 */
public final class PushEnvelope {
    private final ObjectMapper json = JsonMapper.builder().build();

    /** The message; empty if the body is no such envelope. */
    public Optional<BuildMessage> open(byte[] body) {
        try {
            JsonNode envelope = json.readTree(body);
            JsonNode message = envelope.path("message");
            String id =
                    message.path("messageId").asText(message.path("message_id").asText());
            String subscription = envelope.path("subscription").asText();
            if (!message.isObject() || id.isEmpty() || subscription.isEmpty()) {
                return Optional.empty();
            }
            byte[] data = Base64.getDecoder().decode(message.path("data").asText());
            return Optional.of(new BuildMessage(
                    id, subscription, data, attributes(message.path("attributes")), publishedAt(message)));
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** The body as a message of its own, to be put aside; the same body has the same id. */
    public static BuildMessage unopened(byte[] body) {
        return new BuildMessage("body-" + Digest.of(body), "push", body, Map.of(), Optional.empty());
    }

    private static Optional<Instant> publishedAt(JsonNode message) {
        return BuildNoticeReader.time(message.path("publishTime"))
                .or(() -> BuildNoticeReader.time(message.path("publish_time")));
    }

    private static Map<String, String> attributes(JsonNode node) {
        Map<String, String> attributes = new HashMap<>();
        node.properties()
                .forEach(each -> attributes.put(each.getKey(), each.getValue().asText()));
        return attributes;
    }
}
