package dev.migrationgate.emulator.log;

import com.google.logging.v2.LogEntry;
import com.google.protobuf.ByteString;
import dev.migrationgate.emulator.call.Times;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Turns what a container writes to a file into log entries, one a line, stamped when they are seen.
 *
 * <p>An entry's insert id ends in the place in the file where its line ends. A tail that is opened anew goes on there, so
 * no line is missing and none is there twice after a restart. Used by one thread.
 */
public final class OutputTail {
    /** Cloud Logging takes 256 KiB an entry; a longer line is cut into several. */
    private static final int LONGEST_LINE_BYTES = 200 * 1024;

    private static final int CHUNK_BYTES = 1024 * 1024;

    private final Path file;
    private final String stream;
    private final LogTarget target;
    private final LogBook book;
    private final Clock clock;
    private long position;

    private OutputTail(Path file, String stream, LogTarget target, LogBook book, Clock clock) {
        this.file = file;
        this.stream = stream;
        this.target = target;
        this.book = book;
        this.clock = clock;
    }

    /**
     * Goes on where the book ends.
     *
     * @param folder holds a file named like the stream
     * @param stream {@code stdout} or {@code stderr}
     */
    public static OutputTail open(Path folder, String stream, LogTarget target, LogBook book, Clock clock) {
        OutputTail tail = new OutputTail(folder.resolve(stream), stream, target, book, clock);
        for (LogEntry entry : book.read(target.book())) {
            if (entry.getInsertId().startsWith(tail.idPrefix())) {
                tail.position = Long.parseLong(
                        entry.getInsertId().substring(tail.idPrefix().length()));
            }
        }
        return tail;
    }

    /** Takes over what was written since the last call, without a last line that is not finished. */
    public void advance() {
        while (take(false)) {
            // a chunk at a time
        }
    }

    /** Takes over all that is left; for when the container is gone. */
    public void finish() {
        while (take(true)) {
            // a chunk at a time
        }
    }

    private boolean take(boolean last) {
        byte[] bytes = readOn();
        List<LogEntry> entries = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n' || i - start + 1 >= LONGEST_LINE_BYTES) {
                int end = bytes[i] == '\n' ? i : i + 1;
                entries.add(entry(ByteString.copyFrom(bytes, start, end - start), position + i + 1));
                start = i + 1;
            }
        }
        if (last && start < bytes.length && entries.isEmpty()) {
            entries.add(entry(ByteString.copyFrom(bytes, start, bytes.length - start), position + bytes.length));
            start = bytes.length;
        }
        position += start;
        if (!entries.isEmpty()) {
            book.append(target.book(), entries);
        }
        return start > 0;
    }

    private byte[] readOn() {
        // Mostly nothing is new, and thousands of containers are asked.
        if (file.toFile().length() <= position) {
            return new byte[0];
        }
        try (RandomAccessFile input = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[Math.clamp(input.length() - position, 0, CHUNK_BYTES)];
            input.seek(position);
            input.readFully(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private String idPrefix() {
        return target.prefix() + "-" + stream + "-";
    }

    private LogEntry entry(ByteString line, long end) {
        return LogEntry.newBuilder()
                .setLogName("projects/" + target.project() + "/logs/run.googleapis.com%2F" + stream)
                .setInsertId(idPrefix() + String.format(Locale.ROOT, "%012d", end))
                .setResource(target.resource())
                .putAllLabels(target.labels())
                .setTimestamp(Times.timestamp(clock.instant()))
                .setReceiveTimestamp(Times.timestamp(clock.instant()))
                .setTextPayload(line.toStringUtf8())
                .build();
    }
}
