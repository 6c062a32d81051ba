package dev.migrationgate.emulator.log;

import com.google.logging.v2.ListLogEntriesRequest;
import com.google.logging.v2.ListLogEntriesResponse;
import com.google.logging.v2.LogEntry;
import com.google.logging.v2.LoggingServiceV2Grpc.LoggingServiceV2ImplBase;
import dev.migrationgate.emulator.call.Calls;
import dev.migrationgate.emulator.call.Page;
import dev.migrationgate.emulator.call.Refusal;
import dev.migrationgate.emulator.call.ResourceName;
import dev.migrationgate.emulator.call.Times;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Cloud Logging, reading only. */
public final class LoggingService extends LoggingServiceV2ImplBase {
    /** Label of the entries that an execution's containers write. */
    public static final String EXECUTION_LABEL = "run.googleapis.com/execution_name";

    private final LogBook book;
    private final Calls calls;

    /** Reads one book. */
    public LoggingService(LogBook book, Calls calls) {
        this.book = book;
        this.calls = calls;
    }

    @Override
    public void listLogEntries(ListLogEntriesRequest request, StreamObserver<ListLogEntriesResponse> answer) {
        calls.read(answer, () -> list(request));
    }

    private ListLogEntriesResponse list(ListLogEntriesRequest request) {
        if (request.getResourceNamesList().isEmpty()) {
            throw Refusal.invalid("resource_names", "at least one, such as projects/my-project, is needed");
        }
        List<String> projects = request.getResourceNamesList().stream()
                .map(name -> ResourceName.parse("resource_names", name, "projects") + "/logs/")
                .toList();
        LogFilter filter = LogFilter.parse(request.getFilter());
        boolean newestFirst = newestFirst(request.getOrderBy());
        List<LogEntry> entries = candidates(filter).stream()
                .filter(entry -> projects.stream().anyMatch(entry.getLogName()::startsWith))
                .filter(filter::accepts)
                .toList();
        Page<LogEntry> page =
                Page.of(entries, request.getPageSize(), request.getPageToken(), entry -> key(entry, newestFirst));
        return ListLogEntriesResponse.newBuilder()
                .addAllEntries(page.items())
                .setNextPageToken(page.nextToken())
                .build();
    }

    /** A filter that names an execution or a revision needs just its file. */
    private List<LogEntry> candidates(LogFilter filter) {
        Optional<String> execution = filter.required("labels." + EXECUTION_LABEL);
        Optional<String> revision = filter.required("resource.labels.revision_name");
        if (execution.isPresent()) {
            return book.read(executionBook(execution.get()));
        }
        return revision.map(name -> book.read(revisionBook(name))).orElseGet(book::readAll);
    }

    /** The book of an execution's short name. */
    public static String executionBook(String execution) {
        return "executions/" + fileName(execution);
    }

    /** The book of a revision's short name. */
    public static String revisionBook(String revision) {
        return "revisions/" + fileName(revision);
    }

    private static String fileName(String name) {
        return name.replaceAll("[^A-Za-z0-9_-]", "_");
    }

    private static boolean newestFirst(String order) {
        return switch (order) {
            case "", "timestamp asc", "timestamp" -> false;
            case "timestamp desc" -> true;
            default ->
                throw Refusal.invalid(
                        "order_by", "must be 'timestamp asc' or 'timestamp desc', was '%s'".formatted(order));
        };
    }

    private static String key(LogEntry entry, boolean newestFirst) {
        Instant time = Times.instant(entry.getTimestamp());
        long nanos = time.getEpochSecond() * 1_000_000_000 + time.getNano();
        String id = entry.getResource().getLabelsMap() + entry.getInsertId();
        return String.format(Locale.ROOT, "%019d|%s", newestFirst ? Long.MAX_VALUE - nanos : nanos, id);
    }
}
