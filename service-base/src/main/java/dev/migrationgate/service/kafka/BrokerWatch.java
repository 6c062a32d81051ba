package dev.migrationgate.service.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;

/**
 * Asks once a second whether a broker answers, and remembers what came of it. Kafka's own clients do not tell: they wait and
 * reconnect in silence, and Kafka Streams stays RUNNING while every broker is away. Costs one small request a second, for
 * which the broker wants no permission.
 */
public final class BrokerWatch implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int ANSWER_MILLIS = 3_000;

    private final Map<String, Object> settings;
    private final Thread thread;
    private volatile Optional<String> problem = Optional.of("no broker was asked yet");

    private BrokerWatch(Map<String, Object> brokers, String clientId) {
        this.settings = new HashMap<>(brokers);
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, clientId);
        this.thread = Thread.ofVirtual().name("broker-watch").unstarted(this::run);
    }

    /**
     * Starts to ask, and returns at once.
     *
     * @param brokers how a client is to reach them, {@code bootstrap.servers} among it; names that cannot be resolved yet are asked for again
     * @param clientId under which name the brokers log the requests
     */
    public static BrokerWatch start(Map<String, Object> brokers, String clientId) {
        BrokerWatch watch = new BrokerWatch(brokers, clientId);
        watch.thread.start();
        return watch;
    }

    /** Why no broker can be reached, as seen at most 4 s ago; empty: one answered. */
    public Optional<String> problem() {
        return problem;
    }

    /** Stops asking. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofMillis(ANSWER_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (true) {
                ask();
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private void ask() throws InterruptedException {
        try (Admin admin = Admin.create(settings)) {
            while (true) {
                admin.describeCluster(new DescribeClusterOptions().timeoutMs(ANSWER_MILLIS))
                        .nodes()
                        .get();
                problem = Optional.empty();
                Thread.sleep(PAUSE);
            }
        } catch (ExecutionException | KafkaException e) {
            String servers = String.valueOf(settings.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG));
            boolean refused = e.getCause() instanceof AuthenticationException;
            problem = Optional.of(
                    refused
                            ? "the brokers at " + servers + " do not accept who we are: KAFKA_CONFIG_FILE says who"
                            : "no broker answers at " + servers);
        }
    }
}
