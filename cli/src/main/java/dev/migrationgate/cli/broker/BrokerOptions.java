package dev.migrationgate.cli.broker;

import dev.migrationgate.cli.CommandException;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
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

    /** For picocli. */
    public BrokerOptions() {}

    /** The brokers, {@code host:port} with commas. */
    public String servers() {
        return servers;
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
        Map<String, Object> settings = Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers,
                CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, LIMIT_MILLIS,
                CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, LIMIT_MILLIS);
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
