package dev.migrationgate.emulator.log;

import com.google.logging.v2.LogEntry;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All log entries, one file of JSON lines per execution or revision. Thread safe. */
public final class LogBook {
    private static final String SUFFIX = ".jsonl";

    private final Path folder;

    /** Kept below a folder, which may be missing. */
    public LogBook(Path folder) {
        this.folder = folder;
    }

    /** Adds entries at the end of a book. */
    public synchronized void append(String book, List<LogEntry> entries) {
        Path file = folder.resolve(book + SUFFIX);
        try {
            Files.createDirectories(file.getParent());
            StringBuilder lines = new StringBuilder();
            for (LogEntry entry : entries) {
                lines.append(JsonFormat.printer()
                                .omittingInsignificantWhitespace()
                                .print(entry))
                        .append('\n');
            }
            Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot append to " + file, e);
        }
    }

    /** Every entry of a book in the order written; none if there is no such book. */
    public List<LogEntry> read(String book) {
        Path file = folder.resolve(book + SUFFIX);
        return Files.exists(file) ? read(file) : List.of();
    }

    /** Every entry there is. */
    public List<LogEntry> readAll() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .flatMap(file -> read(file).stream())
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    private synchronized List<LogEntry> read(Path file) {
        List<LogEntry> entries = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.endsWith("}")) { // a kill can leave half a line; its text is read again from the output
                    LogEntry.Builder entry = LogEntry.newBuilder();
                    JsonFormat.parser().merge(line, entry);
                    entries.add(entry.build());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return entries;
    }
}
