package dev.migrationgate.tests.mainjob;

import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.topics.Topics;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Where requests lie, as the ledger would tell.
 *
 * @param partition partition of {@code deployment-requested}
 * @param offset offset in it
 */
record RecordedAt(int partition, long offset) {

    /** Finds the request of a deployment. */
    static RecordedAt of(RunningSystem system, String deployment) {
        var codec = new EventCodec(SchemaRegistry.at(system.ground().registry()));
        ConsumerRecord<byte[], byte[]> found = new RawTopics(system.ground().bootstrapServers())
                .read(Topics.DEPLOYMENT_REQUESTED.name()).stream()
                        .filter(record -> id(codec, record).equals(deployment))
                        .findFirst()
                        .orElseThrow();
        return new RecordedAt(found.partition(), found.offset());
    }

    private static String id(EventCodec codec, ConsumerRecord<byte[], byte[]> record) {
        DeploymentRequested event = codec.decode(Topics.DEPLOYMENT_REQUESTED, record.value());
        return event.getDeploymentId();
    }

    /** What ingest is told. */
    Map<String, Object> wanted(String deployment, String migrations) {
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("deployment", deployment);
        wanted.put("partition", partition);
        wanted.put("offset", offset);
        wanted.put("migrations", migrations);
        wanted.put("reason", "the newer one is slow");
        wanted.put("actor", "the tester");
        return wanted;
    }
}
