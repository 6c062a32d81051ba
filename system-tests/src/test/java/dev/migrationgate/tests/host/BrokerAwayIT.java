package dev.migrationgate.tests.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationgate.events.broker.Brokers;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.host.JsonCodec;
import dev.migrationgate.host.streams.HostConfig;
import dev.migrationgate.host.streams.Hosted;
import dev.migrationgate.host.streams.OutgoingRecord;
import dev.migrationgate.host.streams.Source;
import dev.migrationgate.host.streams.StreamsHost;
import dev.migrationgate.quickstart.platform.EmbeddedBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that goes away under a host that runs, and comes back. */
class BrokerAwayIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void aHostIsUnreadyAsLongAsItsBrokerIsAway(@TempDir Path data, @TempDir Path state) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(data, 0);
        String servers = broker.bootstrapServers();
        topics(servers);
        try (StreamsHost<?> host = host(servers, state)) {
            await().atMost(LIMIT).untilAsserted(() -> assertThat(host.problem()).isEmpty());

            broker.close();
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(host.problem()).contains("no broker answers at " + servers));

            broker = EmbeddedBroker.start(data, Integer.parseInt(servers.substring(servers.indexOf(':') + 1)));
            await().atMost(LIMIT).untilAsserted(() -> assertThat(host.problem()).isEmpty());
        } finally {
            broker.close();
        }
    }

    private static void topics(String servers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(
                            new NewTopic("numbers", 1, (short) 1),
                            new NewTopic("sums", 1, (short) 1),
                            new NewTopic(Topics.RUNNER_OBSERVATIONS.name(), 1, (short) 1),
                            new NewTopic(Topics.DEAD_LETTER.name(), 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static StreamsHost<TallyMachine.Tally> host(String servers, Path state) {
        var hosted = new Hosted<>(
                new TallyMachine(),
                "tallies",
                List.of(new Source<>(
                        "numbers",
                        (key, value, _) -> new TallyMachine.Input(
                                Integer.parseInt(new String(value, StandardCharsets.UTF_8)), 0))),
                Topics.RUNNER_OBSERVATIONS,
                new JsonCodec<>(TallyMachine.Tally.class),
                new JsonCodec<>(TallyMachine.Input.class),
                sum -> new OutgoingRecord("sums", "sum", sum.getBytes(StandardCharsets.UTF_8), new RecordHeaders()),
                (key, ring, decidedAt, observer) -> {});
        var config = new HostConfig(
                "away", Brokers.open(servers), state, Optional.of("one"), 1, 1, HostConfig.COMMIT_INTERVAL);
        return StreamsHost.start(config, hosted, Clock.systemUTC(), new SimpleMeterRegistry());
    }
}
