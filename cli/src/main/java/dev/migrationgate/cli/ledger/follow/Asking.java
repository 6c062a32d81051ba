package dev.migrationgate.cli.ledger.follow;

import dev.migrationgate.cli.ledger.Reply;
import java.io.IOException;
import java.time.Duration;

/** Asks the ledger for a deployment. */
interface Asking {
    /**
     * What it says of it.
     *
     * @param limit how long the answer may take
     * @throws IOException it is out of reach
     */
    Reply ask(String deployment, Duration limit) throws IOException, InterruptedException;
}
