package dev.migrationgate.cli.broker;

import dev.migrationgate.cli.CommandException;
import dev.migrationgate.events.broker.Brokers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to reach the broker. */
public final class BrokerOptions {
    private static final String LIMIT_MILLIS = "10000";

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            required = true,
            defaultValue = "${env:KAFKA_BOOTSTRAP_SERVERS}",
            description = "Brokers, with commas. Default: the variable KAFKA_BOOTSTRAP_SERVERS.")
    private String servers = "";

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            defaultValue = "${env:KAFKA_CONFIG_FILE}",
            description =
                    "How the connection is secured, as Kafka's own tools take it: security.protocol, sasl.… and ssl.…"
                            + " Default: the variable KAFKA_CONFIG_FILE.")
    private @Nullable Path security;

    /** For picocli. */
    public BrokerOptions() {}

    /**
     * The brokers.
     *
     * @throws CommandException what secures the connection cannot be read, or is wrong
     */
    public Brokers brokers() {
        List<String> problems = new ArrayList<>();
        Brokers brokers = Brokers.of(servers, Optional.ofNullable(security), problems::add);
        if (!problems.isEmpty()) {
            throw new CommandException(CommandException.UNUSABLE, String.join("; ", problems));
        }
        return brokers;
    }

    /** Something done with a broker. */
    public interface Work<T> {
        /** Does it. */
        T with(Admin admin) throws InterruptedException;
    }

    /**
     * Opens an administration client for one piece of work.
     *
     * @throws CommandException the broker is out of reach or refuses
     */
    public <T> T work(Work<T> work) {
        Map<String, Object> settings = brokers()
                .with(Map.of(
                        CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, LIMIT_MILLIS,
                        CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, LIMIT_MILLIS));
        try (Admin admin = Admin.create(settings)) {
            return work.with(admin);
        } catch (KafkaException e) {
            throw new CommandException(CommandException.UNUSABLE, "Kafka at " + servers + ": " + reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(CommandException.UNUSABLE, "interrupted");
        }
    }

    /** The client wraps a wrong address into "Failed to create new KafkaAdminClient". */
    public static String reason(KafkaException e) {
        Throwable reason = e.getCause() instanceof KafkaException cause ? cause : e;
        return String.valueOf(reason.getMessage());
    }
}
