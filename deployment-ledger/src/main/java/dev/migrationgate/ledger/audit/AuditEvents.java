package dev.migrationgate.ledger.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.migrationgate.audit.AuditEvent;
import dev.migrationgate.audit.CanonicalJson;
import dev.migrationgate.events.serde.UndecodableException;
import dev.migrationgate.ledger.fact.Coordinates;
import dev.migrationgate.ledger.fact.Subjects;
import dev.migrationgate.ledger.json.EventJson;
import dev.migrationgate.ledger.store.LedgerStore;
import dev.migrationgate.ledger.store.StoredEvent;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Recorded events in the form that the audit is about. */
final class AuditEvents {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LedgerStore store;
    private final Subjects subjects;
    private final EventJson json;

    AuditEvents(LedgerStore store, Subjects subjects) {
        this.store = store;
        this.subjects = subjects;
        this.json = new EventJson(subjects.codec());
    }

    /** An event with its deployment and, by the deployment's request, its application: not every event names that itself. */
    AuditEvent of(Coordinates place, StoredEvent event) {
        Optional<String> deployment = deployment(place, event);
        Optional<String> application =
                deployment.flatMap(store::deployment).map(each -> each.request().application());
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
                CanonicalJson.of(data(place, event)));
    }

    private Optional<String> deployment(Coordinates place, StoredEvent event) {
        try {
            return Optional.of(subjects.of(place.topic(), event.value()).deployment());
        } catch (UndecodableException e) {
            return Optional.empty();
        }
    }

    /** What cannot be read is there as its bytes. */
    private JsonNode data(Coordinates place, StoredEvent event) {
        return json.data(place, event).map(data -> tree(data.encode())).orElseGet(() -> JsonNodeFactory.instance
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
