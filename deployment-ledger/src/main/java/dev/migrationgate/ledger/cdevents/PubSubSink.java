package dev.migrationgate.ledger.cdevents;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.InvalidArgumentException;
import com.google.protobuf.ByteString;
import com.google.pubsub.v1.PubsubMessage;
import dev.migrationgate.google.GoogleCloud;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Publishes to a topic of Pub/Sub, at least once: offsets are committed after Pub/Sub has acknowledged, and what comes again has the
 * same ids. Source of the form: the Pub/Sub protocol binding for CloudEvents, binary mode.
 */
final class PubSubSink implements Sink {
    private final GoogleCloud google;
    private final String topic;

    /**
     * Of a topic.
     *
     * @param google the clients; not closed with the sink
     * @param topic {@code projects/…/topics/…}
     */
    PubSubSink(GoogleCloud google, String topic) {
        this.google = google;
        this.topic = topic;
    }

    @Override
    public List<CdEvent> tell(
            List<CdEvent> events, Map<TopicPartition, OffsetAndMetadata> next, Consumer<String, byte[]> consumer) {
        List<CdEvent> refused = events.isEmpty() ? List.of() : publish(events);
        consumer.commitSync(next);
        return refused;
    }

    private List<CdEvent> publish(List<CdEvent> events) {
        try {
            send(events);
            return List.of();
        } catch (InvalidArgumentException e) {
            // One of them, or all together; the rest is not to suffer for it.
            return oneByOne(events);
        } catch (ApiException e) {
            throw trouble(e);
        }
    }

    private List<CdEvent> oneByOne(List<CdEvent> events) {
        var refused = new ArrayList<CdEvent>();
        for (CdEvent event : events) {
            try {
                send(List.of(event));
            } catch (InvalidArgumentException e) {
                refused.add(event);
            } catch (ApiException e) {
                throw trouble(e);
            }
        }
        return refused;
    }

    private void send(List<CdEvent> events) {
        var _ = google.topics()
                .publish(topic, events.stream().map(PubSubSink::message).toList());
    }

    private static PubsubMessage message(CdEvent event) {
        var message = PubsubMessage.newBuilder().setData(ByteString.copyFrom(event.bytes()));
        event.attributes().forEach((name, value) -> message.putAttributes("ce-" + name, value));
        return message.putAttributes("content-type", "application/json").build();
    }

    private SinkException trouble(ApiException e) {
        return new SinkException(
                "publishing to " + topic + ": " + e.getStatusCode().getCode() + ": " + e.getMessage(), e);
    }

    @Override
    public void close() {
        // The clients are others' as well.
    }
}
