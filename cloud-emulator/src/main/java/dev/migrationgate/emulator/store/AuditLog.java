package dev.migrationgate.emulator.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The emulator's own record: one JSON object a line with {@code time} (UTC, microseconds), {@code method}, {@code resource}
 * and {@code outcome}. Only ever appended to, and synced before the method returns. Thread safe.
 */
public final class AuditLog implements AutoCloseable {
    private final FileChannel file;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();

    private AuditLog(FileChannel file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Opens the record for appending, creating it where it is missing. */
    public static AuditLog open(Path file, Clock clock) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            return new AuditLog(channel, clock);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + file, e);
        }
    }

    /**
     * Adds one line.
     *
     * @param method a call such as {@code google.cloud.run.v2.Jobs/CreateJob}, or what the emulator did itself, such as
     *     {@code execution.started}
     * @param resource full name of what it was about
     * @param outcome {@code OK}, a status code with its message, or the end of an execution
     */
    public synchronized void record(String method, String resource, String outcome) {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("time", clock.instant().truncatedTo(ChronoUnit.MICROS).toString());
        line.put("method", method);
        line.put("resource", resource);
        line.put("outcome", outcome);
        try {
            ByteBuffer bytes = ByteBuffer.wrap((json.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot append to the audit record", e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the audit record", e);
        }
    }
}
