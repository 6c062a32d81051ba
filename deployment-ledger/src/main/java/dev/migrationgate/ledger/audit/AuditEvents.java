package dev.migrationgate.ledger.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.migrationgate.audit.AuditEvent;
import dev.migrationgate.audit.CanonicalJson;
import dev.migrationgate.events.serde.UndecodableException;
import dev.migrationgate.ledger.fact.Coordinates;
import dev.migrationgate.ledger.fact.Subject;
import dev.migrationgate.ledger.fact.Subjects;
import dev.migrationgate.ledger.json.EventJson;
import dev.migrationgate.ledger.store.StoredEvent;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Recorded events in the form that the audit is about. */
final class AuditEvents {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Subjects subjects;
    private final EventJson json;

    AuditEvents(Subjects subjects) {
        this.subjects = subjects;
        this.json = new EventJson(subjects.codec());
    }

    /**
     * An event with its deployment and its application, as far as it names them itself: what another event says of them may not be read yet,
     * or not be there any more, and then its leaf would be another one.
     */
    AuditEvent of(Coordinates place, StoredEvent event) {
        Optional<Subject> subject = subject(place, event);
        Optional<String> deployment = subject.map(Subject::deployment);
        JsonNode data = data(place, event);
        Optional<String> application = Stream.of(
                        data.path("applicationId"), data.path("request").path("applicationId"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst();
        Map<String, String> headers = event.headers().stream()
                .collect(Collectors.toMap(
                        StoredEvent.Header::name, StoredEvent.Header::value, (first, second) -> first + "\n" + second));
        return new AuditEvent(
                place.topic(),
                place.partition(),
                place.offset(),
                event.timestamp(),
                event.key(),
                headers,
                event.header("ce_type").orElse(""),
                deployment,
                application,
                CanonicalJson.of(data));
    }

    private Optional<Subject> subject(Coordinates place, StoredEvent event) {
        try {
            return Optional.of(subjects.of(place.topic(), event.value()));
        } catch (UndecodableException e) {
            return Optional.empty();
        }
    }

    /**
     * As it was written, and never with a later schema: else a new field would change what was signed. What cannot be read is there as its
     * bytes.
     */
    private JsonNode data(Coordinates place, StoredEvent event) {
        return json.asWritten(place, event)
                .map(data -> tree(data.encode()))
                .orElseGet(() -> JsonNodeFactory.instance
                        .objectNode()
                        .put("bytes", Base64.getEncoder().encodeToString(event.value())));
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what we wrote is no JSON", e);
        }
    }
}
