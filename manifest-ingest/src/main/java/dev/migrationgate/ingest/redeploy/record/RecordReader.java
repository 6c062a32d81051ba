package dev.migrationgate.ingest.redeploy.record;

import dev.migrationgate.audit.PublicKeys;
import dev.migrationgate.audit.SignedRequest;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.UndecodableException;
import dev.migrationgate.events.topics.Topics;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads recorded requests, and tells which of them ingest wrote. */
public final class RecordReader {
    private final EventCodec codec;
    private final Optional<PublicKeys> trusted;

    /**
     * Puts it together.
     *
     * @param trusted whose requests are ingest's; empty: every one is taken for it
     */
    public RecordReader(EventCodec codec, Optional<PublicKeys> trusted) {
        this.codec = codec;
        this.trusted = trusted;
    }

    /**
     * The request in a record, whoever wrote it.
     *
     * @throws UndecodableException there is none
     */
    DeploymentRequested read(ConsumerRecord<String, byte[]> record) {
        return codec.decode(Topics.DEPLOYMENT_REQUESTED, record.value());
    }

    /** Why a record that can be read is not taken for ingest's, in words for people; empty: it is. */
    Optional<String> problem(ConsumerRecord<String, byte[]> record) {
        return trusted.flatMap(keys ->
                SignedRequest.problem(codec.decodeAsWritten(Topics.DEPLOYMENT_REQUESTED, record.value()), keys));
    }

    /** Whether a record that can be read is taken for ingest's. */
    boolean isOurs(ConsumerRecord<String, byte[]> record) {
        return problem(record).isEmpty();
    }

    /** A request in the wire format. */
    byte[] bytes(DeploymentRequested request) {
        return codec.encode(Topics.DEPLOYMENT_REQUESTED, request);
    }
}
