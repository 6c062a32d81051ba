package dev.migrationgate.quickstart.stack;

import dev.migrationgate.cli.acls.BrokerRules;
import dev.migrationgate.events.broker.PrincipalNames;
import dev.migrationgate.events.topics.Principal;
import dev.migrationgate.quickstart.platform.Platform;
import dev.migrationgate.quickstart.platform.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * What makes each service prove to the broker who it is: a password for each, new at every start, and the access rules.
 *
 * @param folder where the files lie with which each connects
 */
public record Guard(Path folder) {
    private static final int PASSWORD_BYTES = 24;
    private static final int ITERATIONS = 4096;

    /**
     * Makes users, files and rules.
     *
     * @throws PlatformException the broker refuses, or a file cannot be written
     */
    void prepare(Platform platform) throws InterruptedException {
        Map<String, Object> anybody = Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, platform.bootstrapServers());
        try (Admin admin = Admin.create(anybody)) {
            Files.createDirectories(folder);
            List<UserScramCredentialAlteration> users = new ArrayList<>();
            for (Principal each : Principal.values()) {
                users.add(user(each));
            }
            admin.alterUserScramCredentials(users).all().get();
            var left =
                    BrokerRules.apply(admin, PrincipalNames.standard(), false).left();
            if (!left.isEmpty()) {
                throw new PlatformException("The broker's access rules in the state folder differ: " + left);
            }
        } catch (IOException | ExecutionException e) {
            throw new PlatformException("The broker's users cannot be made: " + e.getMessage(), e);
        }
    }

    /** The file with which a principal connects, as Kafka's tools take it. */
    public Path file(Principal principal) {
        return folder.resolve(PrincipalNames.service(principal) + ".properties");
    }

    /** The variable that names the file of a service. */
    Map<String, String> variables(String service) {
        return Arrays.stream(Principal.values())
                .filter(each -> PrincipalNames.service(each).equals(service))
                .findFirst()
                .map(each -> Map.of("KAFKA_CONFIG_FILE", file(each).toString()))
                .orElseThrow();
    }

    private UserScramCredentialAlteration user(Principal principal) throws IOException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        String name = PrincipalNames.service(principal);
        Files.writeString(file(principal), """
                security.protocol=SASL_PLAINTEXT
                sasl.mechanism=SCRAM-SHA-512
                sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="%s" password="%s";
                """.formatted(name, password));
        return new UserScramCredentialUpsertion(
                name, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), password);
    }
}
