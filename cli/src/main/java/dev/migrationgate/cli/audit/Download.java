package dev.migrationgate.cli.audit;

import dev.migrationgate.audit.Selection;
import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.ledger.Ledger;
import dev.migrationgate.cli.ledger.Problem;
import dev.migrationgate.cli.ledger.Query;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks a ledger for an export, and streams the answer into a file that has its name only when it is complete.
 *
 * @param ledger the ledger
 * @param selection which events to ask for
 */
record Download(Ledger ledger, Selection selection) {
    /** Until the answer begins. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

    private static final int MOST_OF_A_PROBLEM = 4_096;
    /** The last line is far shorter. */
    private static final int TAIL = 256;

    private static final Pattern END = Pattern.compile("\"events\":(?<events>[0-9]{1,18})[^\n]*}\n\\z");

    /**
     * What there is now.
     *
     * @param bytes the file's length
     * @param events how many of what was asked for
     */
    record Downloaded(long bytes, long events) {}

    /**
     * Does it.
     *
     * @throws IOException the ledger is out of reach, or the file cannot be written
     * @throws CommandException the ledger refused, or the answer is not complete
     */
    Downloaded into(Path file) throws IOException, InterruptedException {
        Path folder = file.toAbsolutePath().getParent();
        Path part = Files.createTempFile(folder, "." + file.getFileName(), ".part");
        try {
            HttpResponse<InputStream> answer = ledger.stream("/v1/audit", query(), "application/jsonl", ANSWER_LIMIT);
            try (InputStream body = answer.body()) {
                requireGood(answer.statusCode(), body);
                Files.copy(body, part, StandardCopyOption.REPLACE_EXISTING);
            }
            long events = end(part);
            move(part, file);
            return new Downloaded(Files.size(file), events);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private Query query() {
        return Query.NONE
                .with("since", text(selection.since()))
                .with("until", text(selection.until()))
                .with("application", selection.application());
    }

    private static Optional<String> text(OptionalLong millis) {
        return millis.isPresent()
                ? Optional.of(Instant.ofEpochMilli(millis.getAsLong()).toString())
                : Optional.empty();
    }

    private void requireGood(int status, InputStream body) throws IOException {
        if (status != 200) {
            String problem = Problem.sentence(new String(body.readNBytes(MOST_OF_A_PROBLEM), StandardCharsets.UTF_8));
            throw new CommandException(
                    status >= 500 ? CommandException.UNUSABLE : 1,
                    "the ledger at " + ledger.address() + " answers " + status + ": " + problem);
        }
    }

    /** How many events the last line counts. An answer may end too soon without an error, behind a proxy for example. */
    private long end(Path part) throws IOException {
        try (var file = new RandomAccessFile(part.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - TAIL));
            byte[] tail = new byte[(int) Math.min(TAIL, file.length())];
            file.readFully(tail);
            String text = new String(tail, StandardCharsets.UTF_8);
            Matcher end = END.matcher(text);
            if (!text.contains("\"line\":\"end\"") || !end.find()) {
                throw new CommandException(
                        1, "the ledger at " + ledger.address() + " ended its answer before the export's end");
            }
            return Long.parseLong(end.group("events"));
        }
    }

    private static void move(Path part, Path file) throws IOException {
        try {
            Files.move(part, file);
        } catch (FileAlreadyExistsException _) {
            throw new CommandException(CommandException.UNUSABLE, file + " is there already, and stays as it is");
        }
    }
}
