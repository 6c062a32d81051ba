package dev.migrationgate.trace.span;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.resources.Resource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** OpenTelemetry's library, with a collector at its end. Loaded only where there is one. */
final class SpanExport {
    /** Not a property of the library's: carries the instance's name to the resource. */
    static final String INSTANCE = "gate.instance";

    private static final String QUEUE = "otel.bsp.max.queue.size";
    private static final int QUEUE_SIZE = 2048;

    private SpanExport() {}

    static OpenTelemetrySdk start(TraceConfig config, MeterRegistry metrics) {
        BoundedSpans bound = new BoundedSpans(queueSize(config), metrics);
        try {
            return AutoConfiguredOpenTelemetrySdk.builder()
                    .disableShutdownHook()
                    .addPropertiesCustomizer(_ -> config.properties())
                    .addPropertiesCustomizer(_ -> Map.of(
                            "otel.metrics.exporter", "none",
                            "otel.logs.exporter", "none",
                            "otel.propagators", "none",
                            "otel.exporter.otlp.protocol", "http/protobuf"))
                    .addResourceCustomizer((told, _) -> resource(config).merge(told))
                    .addTracerProviderCustomizer((builder, _) -> builder.setIdGenerator(new KnownSpanIds()))
                    .addSpanExporterCustomizer((exporter, _) -> bound.before(exporter))
                    .addSpanProcessorCustomizer((processor, _) -> bound.before(processor))
                    .build()
                    .getOpenTelemetrySdk();
        } catch (ConfigurationException e) {
            throw new IllegalStateException("traces cannot be told as the OTEL_ variables say: " + e.getMessage(), e);
        }
    }

    /** The library's queue is never longer: what it would drop without a word is dropped before. */
    private static int queueSize(TraceConfig config) {
        String size = config.properties().getOrDefault(QUEUE, "");
        return size.matches("[1-9][0-9]{0,6}") ? Integer.parseInt(size) : QUEUE_SIZE;
    }

    private static Resource resource(TraceConfig config) {
        String instance = Optional.ofNullable(config.properties().get(INSTANCE))
                .orElseGet(() -> UUID.randomUUID().toString());
        String version = Optional.ofNullable(SpanExport.class.getPackage().getImplementationVersion())
                .orElse("unknown");
        return Resource.create(Attributes.builder()
                .put("service.version", version)
                .put("service.instance.id", instance)
                .build());
    }
}
