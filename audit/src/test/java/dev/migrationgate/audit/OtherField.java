package dev.migrationgate.audit;

import java.util.Map;
import java.util.Optional;

/** The fields of an event, each of which may say something else. */
enum OtherField {
    TOPIC,
    PARTITION,
    OFFSET,
    TIMESTAMP,
    KEY,
    HEADERS,
    TYPE,
    DEPLOYMENT,
    APPLICATION,
    DATA;

    /** The same event, but for this field. */
    AuditEvent of(AuditEvent it) {
        return of(it, 1);
    }

    /** The same event, but for this field; a number in it is moved by so much. */
    AuditEvent of(AuditEvent it, int by) {
        return new AuditEvent(
                this == TOPIC ? it.topic() + "x" : it.topic(),
                this == PARTITION ? it.partition() + by : it.partition(),
                this == OFFSET ? it.offset() + by : it.offset(),
                this == TIMESTAMP ? it.timestamp() + by : it.timestamp(),
                this == KEY ? (it.key().isEmpty() ? Optional.of("") : Optional.empty()) : it.key(),
                this == HEADERS ? Map.of("ce_id", "another") : it.headers(),
                this == TYPE ? it.type() + "x" : it.type(),
                this == DEPLOYMENT ? Optional.of("another") : it.deploymentId(),
                this == APPLICATION ? Optional.of("acme/another") : it.applicationId(),
                this == DATA ? CanonicalJson.parse("[]") : it.data());
    }
}
