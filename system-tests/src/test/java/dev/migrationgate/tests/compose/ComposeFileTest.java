package dev.migrationgate.tests.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rights, secrets and replication in the compose file are as {@code docs/compose.md} says. */
class ComposeFileTest {
    private static final List<String> BROKERS = List.of("kafka-1", "kafka-2", "kafka-3");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(?::-([^}]*))?}");

    private static ComposeFile compose;

    @BeforeAll
    static void read() throws IOException {
        compose = ComposeFile.read();
    }

    @Test
    void everyImageCanBeOverriddenByAVariableWithADefault() {
        assertThat(compose.services()).isNotEmpty().allSatisfy((name, service) -> {
            Matcher image = VARIABLE.matcher(String.valueOf(service.get("image")));
            assertThat(image.matches()).as(name).isTrue();
            assertThat(image.group(2)).as("default of " + name).isNotEmpty();
            if (image.group(2).startsWith("migration-gate/")) {
                // Whoever has that name in a public registry must not be asked.
                assertThat(service.get("pull_policy")).as(name).isEqualTo("${GATE_PULL:-never}");
            }
        });
    }

    @Test
    void theFileOfVariablesHasTheDefaultsOfTheComposeFile() throws IOException {
        String variables = Files.readString(Path.of("..", ".env"));
        String file = Files.readString(Path.of("..", "docker-compose.yml"));
        Matcher named = VARIABLE.matcher(file);

        while (named.find()) {
            if (named.group(1).endsWith("_IMAGE")) {
                assertThat(variables.lines()).contains(named.group(1) + "=" + named.group(2));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"manifest-ingest", "migration-runner", "service-deployer", "deployment-ledger"})
    void aServiceHasTheLeastRightsAndItsOwnSecretsOnly(String service) {
        Map<?, ?> told = compose.service(service);

        assertThat(told.get("read_only")).isEqualTo(true);
        assertThat(told.get("cap_drop")).isEqualTo(List.of("ALL"));
        assertThat(told.get("security_opt")).isEqualTo(List.of("no-new-privileges:true"));
        assertThat(told.get("user")).as("that of the image, who is not root").isNull();
        assertThat(told.get("mem_limit")).isNotNull();
        assertThat(told.get("healthcheck")).isNotNull();
        assertThat(compose.mounts(service))
                .contains("secrets-" + service + ":/secrets:ro")
                .filteredOn(mount -> mount.startsWith("secrets-"))
                .hasSize(1);
        assertThat(compose.mounting("secrets-" + service)).isEqualTo(named("secrets", service));
    }

    @Test
    void nobodyButItsOwnerHasASecretAndNobodyTheAuthoritysKey() {
        assertThat(compose.mounting("secrets-authority")).isEqualTo(named("secrets"));
        assertThat(compose.mounting("secrets-administrator")).isEqualTo(named("secrets", "setup"));
        assertThat(compose.mounting("secrets-operator")).isEqualTo(named("secrets", "gate"));
        assertThat(compose.mounting("secrets-emulator")).isEqualTo(named("secrets", "emulator"));
        assertThat(compose.mounting("secrets-broker"))
                .isEqualTo(named("secrets", "kafka-1", "kafka-2", "kafka-3", "kafka-single"));
        assertThat(compose.mounting("${DOCKER_SOCKET"))
                .as("who is root on the machine")
                .isEqualTo(named("emulator"));
    }

    @Test
    void migrationsAndDeployedServicesReachTheirDatabasesAndTheEmulatorOnly() {
        assertThat(compose.environment("emulator"))
                .containsEntry("EMULATOR_DOCKER_NETWORK", "migration-gate-applications");
        assertThat(compose.inNetwork("applications")).isEqualTo(named("emulator", "postgres"));
        assertThat(compose.inNetwork("registry")).isEqualTo(named("registry", "registry-database"));
        assertThat(compose.inNetwork("default")).doesNotContain("registry-database");
    }

    @Test
    void whatIsReachedFromOutsideIsReachedFromThisMachineOnly() {
        assertThat(compose.services()).allSatisfy((name, service) -> {
            if (service.get("ports") instanceof List<?> ports) {
                assertThat(ports)
                        .allSatisfy(port -> assertThat(port.toString()).as(name).startsWith("127.0.0.1:"));
            }
        });
    }

    @Test
    void threeBrokersKeepEverythingThreeTimesAndDenyWhatNoRuleAllows() {
        for (String broker : BROKERS) {
            assertThat(compose.service(broker).get("profiles")).isEqualTo(List.of("cluster"));
            assertThat(compose.environment(broker))
                    .containsEntry("KAFKA_DEFAULT_REPLICATION_FACTOR", "3")
                    .containsEntry("KAFKA_MIN_INSYNC_REPLICAS", "2")
                    .containsEntry("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "3")
                    .containsEntry("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "3")
                    .containsEntry("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "2")
                    .containsEntry(
                            "KAFKA_AUTHORIZER_CLASS_NAME", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                    .containsEntry("KAFKA_ALLOW_EVERYONE_IF_NO_ACL_FOUND", "false")
                    .containsEntry("KAFKA_SUPER_USERS", "User:broker;User:administrator")
                    .containsEntry(
                            "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "INTERNAL:SSL,CONTROLLER:SSL,SERVICES:SASL_SSL");
        }
    }

    /** A misspelt one would be passed over without a word. */
    @ParameterizedTest
    @ValueSource(
            strings = {"manifest-ingest", "migration-runner", "service-deployer", "deployment-ledger", "cloud-emulator"
            })
    void everyVariableOfAServiceIsInItsTable(String module) throws IOException {
        String table = Files.readString(Path.of("..", module, "README.md"));
        String service = module.equals("cloud-emulator") ? "emulator" : module;

        assertThat(compose.environment(service).keySet())
                .isNotEmpty()
                .allSatisfy(variable -> assertThat(table).contains("`" + variable + "`"));
    }

    private static Set<String> named(String... names) {
        return Set.of(names);
    }
}
