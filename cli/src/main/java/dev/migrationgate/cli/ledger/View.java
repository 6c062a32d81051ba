package dev.migrationgate.cli.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/** Something that the ledger told, to be shown. */
interface View {
    /** For people; each line still has to be made fit for a terminal. */
    List<String> lines(Instant now);

    /** As the ledger told it. */
    String json();

    /** An answer that has how fresh it is. */
    JsonNode answer();

    /** Whether nothing is known of what was asked for. */
    boolean isEmpty();
}
