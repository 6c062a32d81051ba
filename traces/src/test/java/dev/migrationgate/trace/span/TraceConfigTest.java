package dev.migrationgate.trace.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.service.ConfigException;
import dev.migrationgate.service.Variables;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceConfigTest {
    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

    @Test
    void unlessACollectorIsNamedNothingIsTold() {
        assertThat(config(Map.of()).exports()).isFalse();
        assertThat(config(Map.of("OTEL_SERVICE_NAME", "runner")).exports()).isFalse();
        assertThat(config(Map.of(ENDPOINT, "http://c:4318")).exports()).isTrue();
        assertThat(config(Map.of("OTEL_TRACES_EXPORTER", "otlp")).exports()).isTrue();
    }

    @Test
    void itIsSwitchedOffByEitherOfTwoVariables() {
        assertThat(config(Map.of(ENDPOINT, "http://c:4318", "OTEL_TRACES_EXPORTER", "none"))
                        .exports())
                .isFalse();
        assertThat(config(Map.of(ENDPOINT, "http://c:4318", "OTEL_SDK_DISABLED", "true"))
                        .exports())
                .isFalse();
    }

    @Test
    void theServiceHasItsNameUnlessAnotherIsGiven() {
        assertThat(config(Map.of(ENDPOINT, "http://c:4318")).properties())
                .containsEntry("otel.service.name", "migration-runner");
        assertThat(config(Map.of(ENDPOINT, "http://c:4318", "OTEL_SERVICE_NAME", "r2"))
                        .properties())
                .containsEntry("otel.service.name", "r2");
    }

    @Test
    void everythingWrongIsToldAtOnce() {
        var variables = new Variables(Map.of(
                ENDPOINT,
                "collector:4318",
                "OTEL_TRACES_EXPORTER",
                "zipkin",
                "OTEL_TRACES_SAMPLER",
                "sometimes",
                "OTEL_TRACES_SAMPLER_ARG",
                "2",
                "OTEL_EXPORTER_OTLP_PROTOCOL",
                "grpc"));
        TraceConfig.from("migration-runner", Map.of(), variables);

        assertThatThrownBy(variables::check)
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        wrong -> assertThat(wrong.problems()).hasSize(5));
    }

    @Test
    void aCollectorsKeyIsNotShown() {
        assertThat(config(Map.of(ENDPOINT, "http://c:4318", "OTEL_EXPORTER_OTLP_HEADERS", "api-key=hidden"))
                        .toString())
                .contains("otel.exporter.otlp.headers")
                .doesNotContain("hidden");
    }

    private static TraceConfig config(Map<String, String> environment) {
        var variables = new Variables(environment);
        TraceConfig config = TraceConfig.from("migration-runner", environment, variables);
        variables.check();
        return config;
    }
}
