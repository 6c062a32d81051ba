package dev.migrationgate.runner.database;

import dev.migrationgate.runner.database.Catalogue.Logical;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whose a logical database is: a line in its comment. */
final class Claims {
    private static final String CLAIM = "migration-gate database=";
    private static final int DIGEST = 32;

    private final Plan plan;
    private final Transactions transactions;

    Claims(Plan plan, Transactions transactions) {
        this.plan = plan;
        this.transactions = transactions;
    }

    /**
     * Writes into each database whose it is. Another Database manifest with the same logical name on the same server would be
     * another lane, and migrations of both would run at once.
     *
     * @param write false: only refuses what is another's
     */
    void claim(Connection server, Map<Identifier, Logical> databases, boolean write) throws SQLException, Refusal {
        String ours = CLAIM + plan.databaseId();
        for (Map.Entry<Identifier, Logical> database : databases.entrySet()) {
            String comment = database.getValue().comment();
            Optional<String> claim =
                    comment.lines().filter(line -> line.startsWith(CLAIM)).findFirst();
            if (claim.filter(line -> !line.equals(ours)).isPresent()) {
                throw taken(database.getKey(), claim.get());
            }
            if (claim.isEmpty() && write) {
                // What people wrote there stays.
                String text = (comment.isEmpty() ? ours : comment + "\n" + ours).replace("'", "''");
                transactions.run(
                        server,
                        List.of("COMMENT ON DATABASE " + database.getKey().quoted() + " IS '" + text + "'"));
            }
        }
    }

    /** As what a database is made before it is claimed, so that one with its own name and no claim is never one of ours. */
    static Identifier unnamed(Identifier database) {
        return new Identifier("mg_new_" + Roles.digest(database.name()).substring(0, DIGEST));
    }

    /** In one transaction: claimed, closed, and from then on there. */
    List<String> named(Identifier unnamed, Identifier database) {
        List<String> sql = new ArrayList<>(Statements.closed(unnamed));
        sql.add("COMMENT ON DATABASE " + unnamed.quoted() + " IS '" + (CLAIM + plan.databaseId()).replace("'", "''")
                + "'");
        sql.add("ALTER DATABASE " + unnamed.quoted() + " RENAME TO " + database.quoted());
        return sql;
    }

    /**
     * What nobody claims is somebody's who does not know of us, unless it is the one that the application's roles are named after: then a
     * person wrote another comment.
     */
    void refuseStrange(Map<Identifier, Logical> databases, boolean begun) throws Refusal {
        for (Map.Entry<Identifier, Logical> database : databases.entrySet()) {
            String name = database.getKey().name();
            if (name.equals(plan.server().maintenance())) {
                throw new Refusal("database '" + name + "' on " + plan.server().address()
                        + " is the one that the runner itself connects to; choose another name");
            }
            boolean known = begun && database.getKey().equals(plan.database());
            if (!known && !database.getValue().comment().contains(CLAIM)) {
                throw new Refusal("database '" + name + "' on " + plan.server().address()
                        + " is there already, and in no manifest; where it is meant, write the line '" + CLAIM
                        + plan.databaseId() + "' into its comment (COMMENT ON DATABASE)");
            }
        }
    }

    private Refusal taken(Identifier database, String claim) {
        return new Refusal("database '" + database.name() + "' on "
                + plan.server().address() + " is that of "
                + claim.substring(CLAIM.length()) + "; give this one another name or another server, or, where it"
                + " was moved here, take that line out of the database's comment");
    }
}
