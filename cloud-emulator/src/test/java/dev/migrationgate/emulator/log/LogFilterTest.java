package dev.migrationgate.emulator.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.MonitoredResource;
import com.google.logging.v2.LogEntry;
import com.google.protobuf.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogFilterTest {
    private static final LogEntry ENTRY = LogEntry.newBuilder()
            .setLogName("projects/p/logs/run.googleapis.com%2Fstdout")
            .setResource(MonitoredResource.newBuilder().setType("cloud_run_job").putLabels("job_name", "migrate"))
            .putLabels("run.googleapis.com/execution_name", "migrate-run")
            .setTimestamp(Timestamp.newBuilder().setSeconds(1_767_225_600)) // 2026-01-01T00:00:00Z
            .setTextPayload("say \"hello\" twice")
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "resource.type=\"cloud_run_job\"",
                "resource.type = cloud_run_job AND resource.labels.job_name=\"migrate\"",
                "resource.type=\"cloud_run_job\" labels.\"run.googleapis.com/execution_name\"=\"migrate-run\"",
                "timestamp>=\"2026-01-01T00:00:00Z\" AND timestamp<=\"2026-01-01T00:00:00Z\"",
                "textPayload:\"hello\"",
                "textPayload=\"say \\\"hello\\\" twice\"",
                "resource.labels.job_name!=\"other\"",
            })
    void anEntryPassesWhatItFits(String filter) {
        assertThat(LogFilter.parse(filter).accepts(ENTRY)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resource.type=\"cloud_run_revision\"",
                "resource.type=\"cloud_run_job\" AND resource.labels.job_name=\"other\"",
                "labels.missing=\"x\"",
                "timestamp>\"2026-01-01T00:00:00Z\"",
                "textPayload:\"bye\"",
            })
    void anEntryIsHeldBackByWhatItDoesNotFit(String filter) {
        assertThat(LogFilter.parse(filter).accepts(ENTRY)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resource.type=\"a\" OR resource.type=\"b\"",
                "NOT resource.type=\"a\"",
                "(resource.type=\"a\")",
                "severity>=ERROR",
                "timestamp>=\"yesterday\"",
                "resource.type>\"a\"",
                "hello",
            })
    void whatIsNotUnderstoodIsRefusedAndNotIgnored(String filter) {
        assertThatThrownBy(() -> LogFilter.parse(filter)).hasMessageContaining("INVALID_ARGUMENT");
    }

    @Test
    void theOneValueThatAFieldMustHaveIsKnown() {
        LogFilter filter = LogFilter.parse("labels.\"run.googleapis.com/execution_name\"=\"migrate-run\"");

        assertThat(filter.required("labels.run.googleapis.com/execution_name")).contains("migrate-run");
        assertThat(filter.required("resource.type")).isEmpty();
    }
}
