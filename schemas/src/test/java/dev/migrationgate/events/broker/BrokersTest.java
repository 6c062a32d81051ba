package dev.migrationgate.events.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokersTest {
    private static final String SCRAM = """
            security.protocol=SASL_SSL
            sasl.mechanism=SCRAM-SHA-512
            sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="a" password="hunter2";
            """;

    private final List<String> problems = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void everyClientIsGivenWhatSecuresTheConnectionAndItsOwnSettings() throws IOException {
        Brokers brokers = read(SCRAM);

        assertThat(problems).isEmpty();
        assertThat(brokers.with(Map.of("acks", "all")))
                .containsEntry("bootstrap.servers", "kafka:9093")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("acks", "all")
                .containsKey("sasl.jaas.config");
    }

    @Test
    void whatIsShownHasNoPassword() throws IOException {
        assertThat(read(SCRAM)).hasToString("kafka:9093 (SASL_SSL)");
        assertThat(Brokers.open("kafka:9092")).hasToString("kafka:9092 (PLAINTEXT)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            acks=0                                               | has 'acks', but only security.protocol
            bootstrap.servers=elsewhere:1                        | has 'bootstrap.servers', but only
            sasl.mechanismus=PLAIN                               | has 'sasl.mechanismus', which Kafka's clients do not know
            sasl.mechanism=PLAIN                                 | lacks security.protocol
            security.protocol=SASL_SSL                           | lacks sasl.jaas.config
            security.protocol=TLS                                | security.protocol
            """)
    void whatIsWrongIsNamedWithTheFile(String line, String problem) throws IOException {
        read(line);

        assertThat(problems).anySatisfy(each -> assertThat(each).contains("client.properties", problem));
    }

    @Test
    void aValueIsNeverRepeatedWhereItMayBeAPassword() throws IOException {
        read(SCRAM.replace("SASL_SSL", "hunter2 by mistake").replace("sasl.mechanism=", "passwort="));

        assertThat(problems).isNotEmpty().allSatisfy(each -> assertThat(each).doesNotContain("password=\"hunter2\""));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Brokers.of("kafka:9093", Optional.of(folder.resolve("missing")), problems::add);

        assertThat(problems).singleElement().asString().contains("missing cannot be read");
    }

    private Brokers read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("client.properties"), text);
        return Brokers.of("kafka:9093", Optional.of(file), problems::add);
    }
}
