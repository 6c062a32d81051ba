package dev.migrationgate.emulator.log;

import com.google.logging.type.LogSeverity;
import com.google.logging.v2.LogEntry;
import dev.migrationgate.emulator.call.Times;
import java.time.Clock;
import java.util.List;

/** What Cloud Run itself writes into a container's log, as {@code run.googleapis.com/varlog/system}. */
public final class SystemLines {
    private SystemLines() {}

    /** The container ended by itself. */
    public static void exited(int code, LogTarget target, LogBook book, Clock clock) {
        book.append(
                target.book(),
                List.of(LogEntry.newBuilder()
                        .setLogName("projects/" + target.project() + "/logs/run.googleapis.com%2Fvarlog%2Fsystem")
                        .setInsertId(target.prefix() + "-system-exit")
                        .setResource(target.resource())
                        .putAllLabels(target.labels())
                        .setSeverity(code == 0 ? LogSeverity.INFO : LogSeverity.WARNING)
                        .setTimestamp(Times.timestamp(clock.instant()))
                        .setReceiveTimestamp(Times.timestamp(clock.instant()))
                        .setTextPayload("Container called exit(" + code + ").")
                        .build()));
    }
}
