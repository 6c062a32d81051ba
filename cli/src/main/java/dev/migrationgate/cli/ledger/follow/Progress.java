package dev.migrationgate.cli.ledger.follow;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Shows how far deployments are. */
interface Progress {
    /**
     * Is told after each look.
     *
     * @param elapsed since they are followed
     */
    void show(List<Followed> deployments, Duration elapsed);

    /** Is told when nobody looks any more. */
    void end(List<Followed> deployments);

    /** Lines that are drawn again on a terminal, and a line for each change elsewhere. */
    @SuppressWarnings("SystemConsoleNull") // JDK 25 answers null again where there is no terminal.
    static Progress on(PrintWriter out) {
        Console console = System.console();
        boolean terminal = console != null && console.isTerminal();
        boolean moves = Optional.ofNullable(System.getenv("TERM"))
                .filter(type -> !type.equals("dumb"))
                .isPresent();
        return terminal && moves
                ? new DrawnProgress(out, TerminalSize.of(System.getenv(), TerminalSize.stty()))
                : new PlainProgress(out);
    }
}
