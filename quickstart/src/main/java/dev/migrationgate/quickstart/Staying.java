package dev.migrationgate.quickstart;

import dev.migrationgate.quickstart.demo.LiveView;
import dev.migrationgate.quickstart.screen.Screen;
import dev.migrationgate.quickstart.stack.KeyPair;
import dev.migrationgate.quickstart.stack.Stack;
import dev.migrationgate.quickstart.stack.StackOptions;
import dev.migrationgate.quickstart.watch.CdEventWatch;
import dev.migrationgate.quickstart.watch.EventWatch;
import java.util.concurrent.CountDownLatch;

/**
 * Keeps the stack running, says what can be done with it and shows events as they happen.
 *
 * @param options the stack's
 * @param screen where a person looks
 * @param stack the running stack
 */
record Staying(StackOptions options, Screen screen, Stack stack) {

    /** Returns by {@link InterruptedException} only. */
    void untilInterrupted() throws InterruptedException {
        screen.heading("Running. Things to try, from another terminal:");
        hints().lines().forEach(screen::line);
        screen.line("");
        try (LiveView view = new LiveView(screen, stack.google());
                EventWatch _ = EventWatch.start(stack.bootstrapServers(), stack.registry(), view);
                CdEvents _ = cdEvents()) {
            screen.waiting("events are shown here as they happen; Ctrl-C stops everything; up for");
            new CountDownLatch(1).await();
        } finally {
            Thread.interrupted();
        }
    }

    /** Shows what the ledger tells others, where it does. */
    private CdEvents cdEvents() {
        return options.tellsCdEvents()
                ? CdEventWatch.start(
                        stack.bootstrapServers(),
                        line -> screen.line(screen.style().dim(line)))::close
                : () -> {};
    }

    /** Closes what reads them, if anything does. */
    private interface CdEvents extends AutoCloseable {
        @Override
        void close();
    }

    private String hints() {
        return """
                  # what is live, what moves and why something is not deployed yet
                  open %8$s in a browser

                  # deploy version 1.0.0 of the example, by HTTP or with the command line
                  for file in %1$s/v1/*.yaml; do echo ---; cat "$file"; done | curl -sS --data-binary @- -H 'Content-Type: application/yaml' \\
                    -H "Idempotency-Key: $(date +%%s)" %2$s
                  %3$s/gate deploy --ingest %4$s %1$s/v1

                  # who holds a database's lane, and who waits for it
                  %3$s/gate lane list --runner %6$s

                  # what is rolled out, and why something is not deployed yet
                  %3$s/gate rollout list --deployer %7$s

                  # everything that was recorded, and whether it is all there
                  %3$s/gate audit export --ledger %8$s --file audit.jsonl
                  %3$s/gate audit verify audit.jsonl --key %9$s

                  # compare the topics with their table
                  %3$s/gate topics check --bootstrap-servers %5$s --min-insync-replicas 1""".formatted(
                        options.example(),
                        stack.ingest().resolve("/v1/deployments"),
                        options.root(),
                        stack.ingest(),
                        stack.bootstrapServers(),
                        stack.runner(),
                        stack.deployer(),
                        stack.ledger(),
                        KeyPair.ofAudit(options.state()).open());
    }
}
