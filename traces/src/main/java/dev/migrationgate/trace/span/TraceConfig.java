package dev.migrationgate.trace.span;

import dev.migrationgate.service.Variables;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether spans are told to a collector, and how: by the variables that OpenTelemetry gives to all programs
 * (https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/). Unless one of them names a collector, nothing is
 * told.
 *
 * @param exports whether spans are told
 * @param properties the variables as OpenTelemetry's Java library spells them
 */
public record TraceConfig(boolean exports, Map<String, String> properties) {
    /** Nothing is told. */
    public static final TraceConfig OFF = new TraceConfig(false, Map.of());

    private static final String PREFIX = "OTEL_";
    private static final List<String> SAMPLERS = List.of(
            "always_on",
            "always_off",
            "traceidratio",
            "parentbased_always_on",
            "parentbased_always_off",
            "parentbased_traceidratio");

    /** Copies the map. */
    public TraceConfig {
        properties = Map.copyOf(properties);
    }

    /**
     * Reads the configuration. Problems are left with the variables.
     *
     * @param service the service's name, unless {@code OTEL_SERVICE_NAME} says otherwise
     * @param environment names and values
     * @param variables the same
     */
    public static TraceConfig from(String service, Map<String, String> environment, Variables variables) {
        Optional<URI> base = variables.optionalUri("OTEL_EXPORTER_OTLP_ENDPOINT");
        boolean endpoint = variables
                .optionalUri("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
                .or(() -> base)
                .isPresent();
        String exporter = variables.word("OTEL_TRACES_EXPORTER", endpoint ? "otlp" : "none", List.of("otlp", "none"));
        boolean disabled = variables.flag("OTEL_SDK_DISABLED", false);
        check(variables);
        if (disabled || exporter.equals("none")) {
            return OFF;
        }
        Map<String, String> properties = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !value.isBlank()) {
                properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        // A fleet's name for itself; without one, each start has its own.
        variables.optional("INSTANCE_ID").ifPresent(id -> properties.put(SpanExport.INSTANCE, id));
        properties.putIfAbsent("otel.service.name", service);
        properties.put("otel.traces.exporter", "otlp");
        return new TraceConfig(true, properties);
    }

    private static void check(Variables variables) {
        variables.word("OTEL_TRACES_SAMPLER", SAMPLERS.getFirst(), SAMPLERS);
        for (String name : List.of("OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL")) {
            // OTLP over gRPC would take another client, and every collector speaks this one.
            variables.word(name, "http/protobuf", List.of("http/protobuf"));
        }
        Optional<String> ratio = variables.optional("OTEL_TRACES_SAMPLER_ARG");
        if (ratio.isPresent() && !ratio.get().strip().matches("0|1|[01]?\\.[0-9]+")) {
            variables.problem("OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1, was '" + ratio.get() + "'");
        }
    }

    /** Names only: a collector's key may be among the values. */
    @Override
    public String toString() {
        return "TraceConfig[exports=" + exports + ", properties=" + properties.keySet() + "]";
    }
}
