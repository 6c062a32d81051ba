package dev.migrationgate.events.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * Where the brokers are, and how a client proves to them who it is. What it shows of itself has no password.
 *
 * @see <a href="https://kafka.apache.org/43/documentation.html#security">Kafka's documentation of security</a>
 */
public final class Brokers {
    private final String servers;
    private final Map<String, String> security;

    Brokers(String servers, Map<String, String> security) {
        this.servers = servers;
        this.security = Map.copyOf(security);
    }

    /**
     * Brokers that ask nobody who he is, over connections that anybody on the way can read.
     *
     * @param servers {@code host:port} with commas
     */
    public static Brokers open(String servers) {
        return new Brokers(servers, Map.of());
    }

    /**
     * Brokers, and a file as Kafka's own tools take it with {@code --command-config}.
     *
     * @param servers {@code host:port} with commas
     * @param file settings of the connection's security; absent: {@link #open}
     * @param problem told what is wrong with the file, a sentence each
     */
    public static Brokers of(String servers, Optional<Path> file, Consumer<String> problem) {
        return new Brokers(
                servers, file.map(each -> SecurityFile.read(each, problem)).orElse(Map.of()));
    }

    /** The brokers to begin with, {@code host:port} with commas. */
    public String servers() {
        return servers;
    }

    /** What every client of them is given: their addresses, and who it is. */
    public Map<String, Object> settings() {
        return with(Map.of());
    }

    /** The same and what one client is given besides. */
    public Map<String, Object> with(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(more);
        all.putAll(security);
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
        return all;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Brokers that && servers.equals(that.servers) && security.equals(that.security);
    }

    @Override
    public int hashCode() {
        return servers.hashCode();
    }

    /** Without what proves who the client is. */
    @Override
    public String toString() {
        String protocol = security.getOrDefault(
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL);
        return servers + " (" + protocol + ")";
    }
}
