package dev.migrationgate.ingest.http;

import dev.migrationgate.ingest.redeploy.Place;
import dev.migrationgate.ingest.redeploy.Wanted;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the JSON that asks for a deployment to be made again, and names everything that is wrong with it. */
final class WantedReader {
    private static final Set<String> FIELDS =
            Set.of("deployment", "partition", "offset", "migrations", "into", "reason", "actor", "dryRun");
    private static final int LONGEST_ID = 64;

    /** What becomes of the migration; there is no choice unless somebody makes it. */
    private enum Migrations {
        RUN,
        SKIP
    }

    private WantedReader() {}

    /**
     * Reads it.
     *
     * @throws WishException it cannot be meant; lists every problem
     */
    static Wanted read(String text) {
        try {
            return read(new Fields(new JsonObject(text)));
        } catch (DecodeException | ClassCastException e) {
            throw new WishException(List.of("the body must be a JSON object with deployment, partition, offset,"
                    + " migrations, reason and actor"));
        }
    }

    private static Wanted read(Fields fields) {
        fields.known(FIELDS);
        String deployment = fields.text("deployment", LONGEST_ID);
        int partition = (int) fields.number("partition", Integer.MAX_VALUE);
        long offset = fields.number("offset", Long.MAX_VALUE);
        Optional<Migrations> migrations = fields.choice("migrations", Migrations.values());
        Optional<String> into = fields.has("into") ? Optional.of(fields.environment("into")) : Optional.empty();
        String reason = fields.reason();
        String actor = fields.actor();
        boolean dryRun = fields.flag("dryRun");
        fields.check();
        boolean skip = migrations.equals(Optional.of(Migrations.SKIP));
        return new Wanted(deployment, new Place(partition, offset), skip, into, reason, actor, dryRun);
    }
}
