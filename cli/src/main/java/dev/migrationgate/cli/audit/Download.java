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

    /**
     * Does it.
     *
     * @return the file's length in bytes
     * @throws IOException the ledger is out of reach, or the file cannot be written
     * @throws CommandException the ledger refused, or the answer is not complete
     */
    long into(Path file) throws IOException, InterruptedException {
        Path folder = file.toAbsolutePath().getParent();
        Path part = Files.createTempFile(folder, "." + file.getFileName(), ".part");
        try {
            HttpResponse<InputStream> answer = ledger.stream("/v1/audit", query(), "application/jsonl", ANSWER_LIMIT);
            try (InputStream body = answer.body()) {
                requireGood(answer.statusCode(), body);
                Files.copy(body, part, StandardCopyOption.REPLACE_EXISTING);
            }
            requireEnd(part);
            move(part, file);
            return Files.size(file);
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

    /** An answer may end too soon without an error, behind a proxy for example. */
    private void requireEnd(Path part) throws IOException {
        try (var file = new RandomAccessFile(part.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - TAIL));
            byte[] tail = new byte[(int) Math.min(TAIL, file.length())];
            file.readFully(tail);
            String text = new String(tail, StandardCharsets.UTF_8);
            if (!text.contains("\"line\":\"end\"") || !text.endsWith("\n")) {
                throw new CommandException(
                        1, "the ledger at " + ledger.address() + " ended its answer before the export's end");
            }
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
