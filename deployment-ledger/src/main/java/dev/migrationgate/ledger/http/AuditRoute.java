package dev.migrationgate.ledger.http;

import dev.migrationgate.audit.Selection;
import dev.migrationgate.ledger.audit.ExportRefusedException;
import dev.migrationgate.ledger.audit.Exports;
import dev.migrationgate.ledger.query.Filter;
import dev.migrationgate.manifests.Scope;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives exports. However long one is, no more of it is in memory than a part that the caller has not yet taken. */
final class AuditRoute {
    private static final Logger LOGGER = LoggerFactory.getLogger(AuditRoute.class);
    private static final int PART_BYTES = 64 * 1024;

    /** How long a caller may take to receive a part. */
    private static final long LIMIT_SECONDS = 30;

    private final Optional<Exports> exports;

    AuditRoute(Optional<Exports> exports) {
        this.exports = exports;
    }

    void write(RoutingContext context, QueryReader query, Scope scope) {
        query.only("since", "until", "application");
        Selection selection = new Selection(millis(query, "since"), millis(query, "until"), query.text("application"));
        if (!Filter.visible(scope, selection.application().orElse(""))) {
            throw new ProblemException(new Problem(
                    403,
                    "forbidden",
                    "Your scope does not hold all of this",
                    "Ask for 'application=" + scope + "' or something below it."));
        }
        Exports there = exports.orElseThrow(() -> new ProblemException(new Problem(
                503,
                "no-key",
                "Nothing is signed here",
                "The ledger has no key to sign with: set AUDIT_KEY and AUDIT_PUBLIC_KEY.")));
        HttpServerResponse response = context.response();
        try (var out = new BufferedOutputStream(new Parts(response), PART_BYTES)) {
            there.write(selection, out);
        } catch (ExportRefusedException e) {
            throw new ProblemException(problem(e));
        } catch (IOException | RuntimeException e) {
            // The caller takes nothing more, or we have a defect; an answer that just ended would look like a whole
            // one.
            LOGGER.atWarn().setCause(e).log("an export broke off");
            response.reset();
            return;
        }
        response.end();
    }

    private static Problem problem(ExportRefusedException refused) {
        String why = String.valueOf(refused.getMessage());
        return switch (refused.reason()) {
            case REBUILDING ->
                new Problem(
                        503,
                        "rebuilding",
                        "The ledger is being built",
                        why + ". Ask again when /v1/ledger says that it is complete.");
            case HISTORY_DIFFERS ->
                new Problem(
                        503,
                        "history-differs",
                        "What is recorded is not what was signed before",
                        why + ". Compare the topic ledger-checkpoints, earlier exports and other instances with it.");
        };
    }

    private static OptionalLong millis(QueryReader query, String name) {
        return query.time(name)
                .map(time -> OptionalLong.of(time.toEpochMilli()))
                .orElseGet(OptionalLong::empty);
    }

    /** Waits until each part is taken, so that a slow caller slows this down instead of filling the memory. */
    private static final class Parts extends OutputStream {
        private final HttpServerResponse response;

        Parts(HttpServerResponse response) {
            this.response = response;
        }

        @Override
        public void write(int single) {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            if (!response.headWritten()) {
                // Not before there is something to say: a refusal is no export.
                response.setChunked(true)
                        .putHeader("Content-Type", "application/jsonl")
                        .putHeader("Cache-Control", "no-store");
            }
            response.write(Buffer.buffer(length).appendBytes(bytes, from, length))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                    .join();
        }
    }
}
