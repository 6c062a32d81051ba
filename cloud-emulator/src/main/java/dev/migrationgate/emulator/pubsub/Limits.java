package dev.migrationgate.emulator.pubsub;

import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.Subscription;
import dev.migrationgate.emulator.call.Refusal;
import dev.migrationgate.emulator.call.ResourceName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What Pub/Sub takes and what not (https://cloud.google.com/pubsub/quotas#resource_limits); every refusal is INVALID_ARGUMENT. */
final class Limits {
    private static final int MOST_MESSAGES = 1_000;
    private static final int MOST_BYTES = 10_000_000;
    private static final int MOST_ATTRIBUTES = 100;
    private static final int KEY_BYTES = 256;
    private static final int VALUE_BYTES = 1_024;
    private static final int SHORTEST_SECONDS = 10;
    private static final int LONGEST_SECONDS = 600;
    private static final Pattern ID = Pattern.compile("(?!goog)[A-Za-z][A-Za-z0-9._~+%-]{2,254}");

    private Limits() {}

    /** The name of a topic or subscription that is to be made. */
    static void name(String name, String collection) {
        if (!ID.matcher(ResourceName.parse("name", name, "projects", collection).id())
                .matches()) {
            throw Refusal.invalid(
                    "name",
                    "an id has 3 to 255 characters and begins with a letter, not with goog; was '" + name + "'");
        }
    }

    static void messages(List<PubsubMessage> messages) {
        if (messages.isEmpty() || messages.size() > MOST_MESSAGES) {
            throw Refusal.invalid("messages", "must be 1 to " + MOST_MESSAGES + ", were " + messages.size());
        }
        messages.forEach(Limits::message);
    }

    private static void message(PubsubMessage message) {
        Map<String, String> attributes = message.getAttributesMap();
        if (message.getData().isEmpty() && attributes.isEmpty()) {
            throw Refusal.invalid("messages", "each must have data or an attribute");
        }
        if (message.getSerializedSize() > MOST_BYTES) {
            throw Refusal.invalid("messages", "one has at most " + MOST_BYTES + " bytes");
        }
        if (attributes.size() > MOST_ATTRIBUTES) {
            throw Refusal.invalid("attributes", "a message has at most " + MOST_ATTRIBUTES);
        }
        attributes.forEach((key, value) -> {
            if (key.isEmpty() || bytes(key) > KEY_BYTES || bytes(value) > VALUE_BYTES) {
                throw Refusal.invalid(
                        "attributes",
                        "a key has 1 to " + KEY_BYTES + " bytes and a value at most " + VALUE_BYTES + "; see '" + key
                                + "'");
            }
        });
    }

    /** The subscription as it is kept; what is not emulated is refused, since to ignore it would be to act otherwise. */
    static Subscription subscription(Subscription wanted) {
        if (!wanted.getPushConfig().getPushEndpoint().isEmpty()) {
            throw Refusal.invalid("push_config", "is not emulated; pull instead");
        }
        if (!wanted.getFilter().isEmpty()
                || wanted.getEnableMessageOrdering()
                || wanted.getEnableExactlyOnceDelivery()
                || wanted.hasDeadLetterPolicy()
                || wanted.hasBigqueryConfig()
                || wanted.hasCloudStorageConfig()) {
            throw Refusal.invalid(
                    "subscription",
                    "filter, ordering, exactly-once delivery, dead_letter_policy and export are not emulated");
        }
        int seconds = wanted.getAckDeadlineSeconds() == 0 ? SHORTEST_SECONDS : wanted.getAckDeadlineSeconds();
        if (seconds < SHORTEST_SECONDS || seconds > LONGEST_SECONDS) {
            throw Refusal.invalid("ack_deadline_seconds", "must be 10 to 600, or 0 for 10; was " + seconds);
        }
        return wanted.toBuilder()
                .setAckDeadlineSeconds(seconds)
                .setState(Subscription.State.ACTIVE)
                .build();
    }

    /** A new deadline for messages that somebody has, in seconds from now. */
    static Duration extension(int seconds) {
        if (seconds < 0 || seconds > LONGEST_SECONDS) {
            throw Refusal.invalid("ack_deadline_seconds", "must be 0 to " + LONGEST_SECONDS + ", was " + seconds);
        }
        return Duration.ofSeconds(seconds);
    }

    /** The deadline of messages that a stream takes. */
    static Duration streamDeadline(int seconds) {
        if (seconds < SHORTEST_SECONDS || seconds > LONGEST_SECONDS) {
            throw Refusal.invalid("stream_ack_deadline_seconds", "must be 10 to 600, was " + seconds);
        }
        return Duration.ofSeconds(seconds);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
