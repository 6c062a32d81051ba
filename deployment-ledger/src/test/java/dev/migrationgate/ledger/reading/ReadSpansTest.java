package dev.migrationgate.ledger.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.trace.TraceParent;
import dev.migrationgate.trace.span.Traces;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class ReadSpansTest {
    private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");
    private static final String TRACE = TraceParent.derivedFrom("caller").text();

    private final InMemorySpanExporter told = InMemorySpanExporter.create();
    private final ReadSpans spans = new ReadSpans(Traces.to(SimpleSpanProcessor.create(told)), START);

    @Test
    void whatHappensWhileTheLedgerRunsIsToldOnceItIsRecordedAndNothingElse() {
        Runnable recorded = spans.begin(records(List.of(
                record(0, START.minusSeconds(1), TRACE),
                record(1, START, TRACE),
                record(2, START.plusSeconds(1), "00-nonsense"))));
        assertThat(told.getFinishedSpanItems()).isEmpty();

        recorded.run();

        assertThat(told.getFinishedSpanItems())
                .extracting(SpanData::getName)
                .containsExactly("process service-deployed");
        assertThat(told.getFinishedSpanItems().getFirst().getParentSpanId()).isEqualTo(new TraceParent(TRACE).spanId());
    }

    private static ConsumerRecords<String, byte[]> records(List<ConsumerRecord<String, byte[]>> records) {
        return new ConsumerRecords<>(Map.of(new TopicPartition("service-deployed", 0), records), Map.of());
    }

    private static ConsumerRecord<String, byte[]> record(long offset, Instant at, String traceparent) {
        var headers = new RecordHeaders();
        headers.add("traceparent", traceparent.getBytes(StandardCharsets.UTF_8));
        return new ConsumerRecord<>(
                "service-deployed",
                0,
                offset,
                at.toEpochMilli(),
                TimestampType.CREATE_TIME,
                1,
                0,
                "app",
                new byte[0],
                headers,
                Optional.empty());
    }
}
