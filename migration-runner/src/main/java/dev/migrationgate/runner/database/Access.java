package dev.migrationgate.runner.database;

import dev.migrationgate.runner.database.Catalogue.Owned;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is to be done inside an application's database, by what is found there in the same transaction. */
final class Access {
    private final Plan plan;
    private final Connection database;
    private Snapshot before = Snapshot.EMPTY;

    Access(Plan plan, Connection database) {
        this.plan = plan;
        this.database = database;
    }

    /** Transactions for what is there already. */
    List<List<String>> objects() throws SQLException {
        before = Snapshot.local(database, plan);
        return Statements.objects(plan, Catalogue.owned(database, plan.roles().owner()));
    }

    /** The last transaction's statements, which end with the mark. */
    List<String> statements(String mark) throws SQLException, Refusal {
        Optional<String> owner = Catalogue.schemaOwner(database, plan.schema());
        if (!plan.inPublic()
                && owner.isPresent()
                && !owner.get().equals(plan.roles().owner().name())) {
            throw new Refusal("schema '" + plan.schema().name() + "' belongs to '" + owner.get()
                    + "', not to this application; choose another schema, or give it to '"
                    + plan.roles().owner().name() + "'");
        }
        Owned owned = Catalogue.owned(database, plan.roles().owner());
        List<String> extensions = Extensions.enabled(database, plan.extensions());
        boolean open = Catalogue.publicIsOpen(database);
        boolean held = Catalogue.publicIsHeld(database, plan.roles());
        List<String> sql = new ArrayList<>(Statements.access(plan, owner.isPresent(), open, held, extensions, owned));
        sql.add(mark);
        return sql;
    }

    /** What there was before the statements. */
    Snapshot before() {
        return before;
    }
}
