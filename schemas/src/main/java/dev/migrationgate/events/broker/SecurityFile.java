package dev.migrationgate.events.broker;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;

/**
 * A file of Kafka's that says how a connection is made secure: {@code security.protocol} and settings that begin with
 * {@code sasl.} or {@code ssl.}. Nothing else may stand there: how services read and write is not for an installation to
 * change, since promises hang on it.
 */
final class SecurityFile {
    private static final String PROTOCOL = CommonClientConfigs.SECURITY_PROTOCOL_CONFIG;

    private SecurityFile() {}

    /** The settings; problems name the file and the setting, and never a value that may be secret. */
    static Map<String, String> read(Path file, Consumer<String> problem) {
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            properties.load(text);
        } catch (IOException | IllegalArgumentException e) {
            problem.accept(file + " cannot be read as Kafka's client settings: " + e);
            return Map.of();
        }
        Map<String, String> settings = new TreeMap<>();
        properties.forEach((name, value) -> settings.put((String) name, (String) value));
        check(file, settings, problem);
        return settings;
    }

    private static void check(Path file, Map<String, String> settings, Consumer<String> problem) {
        Set<String> known = AdminClientConfig.configNames();
        for (String name : settings.keySet()) {
            if (!name.equals(PROTOCOL) && !name.startsWith("sasl.") && !name.startsWith("ssl.")) {
                problem.accept(
                        file + " has '" + name + "', but only " + PROTOCOL + ", sasl.… and ssl.… may stand there");
            } else if (!known.contains(name)) {
                problem.accept(file + " has '" + name + "', which Kafka's clients do not know");
            }
        }
        String protocol = settings.getOrDefault(PROTOCOL, "");
        if (protocol.isBlank()) {
            problem.accept(file + " lacks " + PROTOCOL + ": SASL_SSL, for example");
        } else if (protocol.startsWith("SASL_") && !settings.containsKey(SaslConfigs.SASL_JAAS_CONFIG)) {
            problem.accept(file + " has " + PROTOCOL + "=" + protocol + ", but lacks " + SaslConfigs.SASL_JAAS_CONFIG
                    + ", which says who connects");
        } else {
            parse(file, settings, problem);
        }
    }

    /** Kafka hides the values of passwords in what it says. */
    private static void parse(Path file, Map<String, String> settings, Consumer<String> problem) {
        Map<String, Object> all = new TreeMap<>(settings);
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        try {
            var _ = new AdminClientConfig(all);
        } catch (ConfigException e) {
            problem.accept(file + ": " + e.getMessage());
        }
    }
}
