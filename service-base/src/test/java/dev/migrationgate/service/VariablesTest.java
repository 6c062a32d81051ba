package dev.migrationgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariablesTest {

    @Test
    void everyProblemIsReportedAtOnceAndNamesItsVariable() {
        Variables variables = new Variables(Map.of("LIMIT", "soon", "PORT", "70000", "URL", "ftp://x", "FLAG", "yes"));

        variables.text("SERVERS");
        variables.seconds("LIMIT", Duration.ofSeconds(1));
        variables.port("PORT", 1);
        variables.uri("URL");
        variables.uri("ADDRESS");
        variables.flag("FLAG", false);

        assertThatThrownBy(variables::check)
                .isInstanceOf(ConfigException.class)
                .hasMessage("SERVERS is not set"
                        + "; LIMIT must be a number of seconds above 0, was 'soon'"
                        + "; PORT must be a whole number from 0 to 65535, was '70000'"
                        + "; URL must be an http or https address, was 'ftp://x'"
                        + "; ADDRESS is not set"
                        + "; FLAG must be true or false, was 'yes'");
    }

    @Test
    void whatIsSetIsReadAndTheRestHasItsDefault() {
        Variables variables = new Variables(Map.of("URL", "http://registry:8080/x", "LIMIT", "5", "EMPTY", " "));

        assertThat(variables.uri("URL")).isEqualTo(URI.create("http://registry:8080/x"));
        assertThat(variables.seconds("LIMIT", Duration.ZERO)).isEqualTo(Duration.ofSeconds(5));
        assertThat(variables.text("EMPTY", "default")).isEqualTo("default");
        assertThat(variables.optionalUri("OTHER")).isEmpty();
        assertThat(variables.port("PORT", 8080)).isEqualTo(8080);
        variables.check();
    }

    @Test
    void namesStandBetweenCommasAndNothingElseDoes() {
        Variables variables = new Variables(Map.of("SOME", " pgcrypto , uuid-ossp,,pgcrypto", "NONE", ","));

        assertThat(variables.names("SOME", Set.of("a"))).containsExactlyInAnyOrder("pgcrypto", "uuid-ossp");
        assertThat(variables.names("NONE", Set.of("a"))).isEmpty();
        assertThat(variables.names("OTHER", Set.of("a"))).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka", "kafka:", ":9092", "a:9092,b", "a:9092,", "http://a:9092", "a b:9092", "a:port"})
    void brokersNeedAPortEach(String value) {
        Variables variables = new Variables(Map.of("BROKERS", value));

        variables.brokers("BROKERS");

        assertThatThrownBy(variables::check)
                .hasMessage("BROKERS must be host:port, several with commas between, was '" + value + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"kafka:9092", "a.b-c:1,b:2", "127.0.0.1:9092, 127.0.0.1:9093", "[::1]:9092", "my_broker:9092"})
    void brokersAreTakenAsTheyAre(String value) {
        Variables variables = new Variables(Map.of("BROKERS", value));

        assertThat(variables.brokers("BROKERS")).isEqualTo(value);
        variables.check();
    }

    @Test
    void missingBrokersAreOneProblem() {
        Variables variables = new Variables(Map.of());

        variables.brokers("BROKERS");

        assertThatThrownBy(variables::check).hasMessage("BROKERS is not set");
    }

    @Test
    void noDurationOfNothingIsAccepted() {
        Variables variables = new Variables(Map.of("LIMIT", "0"));

        variables.seconds("LIMIT", Duration.ofSeconds(1));

        assertThatThrownBy(variables::check).hasMessageContaining("LIMIT");
    }
}
