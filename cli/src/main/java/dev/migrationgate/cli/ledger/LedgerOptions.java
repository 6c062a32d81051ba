package dev.migrationgate.cli.ledger;

import dev.migrationgate.cli.token.TokenOptions;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the ledger is, and who asks. */
public final class LedgerOptions {
    @Option(
            names = "--ledger",
            paramLabel = "URL",
            required = true,
            defaultValue = "${env:GATE_LEDGER}",
            description = "Address of the deployment ledger. Default: the variable GATE_LEDGER.")
    private URI ledger = URI.create("http://127.0.0.1:8084");

    @Mixin
    private TokenOptions token = new TokenOptions();

    /** For picocli. */
    public LedgerOptions() {}

    /** Its address. */
    public URI address() {
        return ledger;
    }

    /** What proves who asks; empty: nothing does. */
    public Optional<String> token() {
        return token.token();
    }

    /** A client, to be closed. */
    public Ledger open() {
        return new Ledger(ledger, token.token());
    }
}
