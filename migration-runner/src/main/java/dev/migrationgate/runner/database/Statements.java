package dev.migrationgate.runner.database;

import dev.migrationgate.runner.database.Catalogue.Owned;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The plan as SQL. Names come from {@link Identifier} or, quoted, from the server; privileges are {@link Grants}' own words. */
final class Statements {
    private static final String PLAIN = " NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION";

    /** Objects in a transaction; a server in its default form has locks for 6,400. */
    private static final int TOGETHER = 1_000;

    private final Plan plan;
    private final String owner;
    private final String runtime;
    private final List<String> sql = new ArrayList<>();

    private Statements(Plan plan) {
        this.plan = plan;
        this.owner = plan.roles().owner().quoted();
        this.runtime = plan.roles().runtime().quoted();
    }

    /** On the whole server, in one transaction. */
    static List<String> roles(Plan plan, Set<Identifier> existing) {
        Statements statements = new Statements(plan);
        Roles roles = plan.roles();
        statements.role(roles.owner(), " NOLOGIN", existing);
        roles.migrators().forEach(login -> statements.role(login, " LOGIN", existing));
        roles.runtimes().forEach(login -> statements.role(login, " LOGIN", existing));
        Stream.concat(roles.migrators().stream(), roles.runtimes().stream())
                .filter(existing::contains)
                .forEach(login ->
                        statements.sql.add("ALTER ROLE %s LOGIN VALID UNTIL 'infinity'".formatted(login.quoted())));
        roles.migrators()
                .forEach(login -> statements.sql.add("GRANT %s TO %s".formatted(statements.owner, login.quoted())));
        statements.sql.add("GRANT %s TO %s"
                .formatted(statements.runtime, Roles.second(roles.runtime()).quoted()));
        // Acting for the owner below needs its membership, except for a superuser, to whom it does no harm.
        statements.sql.add("GRANT %s TO CURRENT_USER".formatted(statements.owner));
        return statements.sql;
    }

    /** What keeps everybody out of a database who is not named; takes no connection to it. */
    static List<String> closed(Identifier database) {
        return List.of("REVOKE ALL ON DATABASE " + database.quoted() + " FROM PUBLIC");
    }

    /**
     * Inside the application's database: privileges on what the owner has created already, for example before a privilege was declared;
     * and nothing for everybody. Each list is one transaction: a server has locks for so many objects of a transaction only.
     */
    static List<List<String>> objects(Plan plan, Owned owned) {
        List<List<String>> parts = new ArrayList<>();
        parts.add(defaults(plan));
        parts(plan, parts, "TABLE", plan.grants().onTables(), owned.tables());
        parts(plan, parts, "SEQUENCE", plan.grants().onSequences(), owned.sequences());
        parts(plan, parts, "ROUTINE", plan.grants().onRoutines(), owned.routines());
        return parts;
    }

    private static void parts(
            Plan plan, List<List<String>> parts, String kind, List<String> privileges, List<String> names) {
        for (int from = 0; from < names.size(); from += TOGETHER) {
            Statements statements = new Statements(plan);
            String some = String.join(", ", names.subList(from, Math.min(names.size(), from + TOGETHER)));
            statements.sql.add("REVOKE ALL ON %s %s FROM PUBLIC, %s CASCADE".formatted(kind, some, statements.runtime));
            statements.grant(kind + " " + some, privileges);
            parts.add(statements.sql);
        }
    }

    /**
     * Inside the application's database, in one transaction: what is declared, and nothing that was declared before.
     *
     * @param schemaExists whether the plan's schema is there already
     * @param publicIsOpen whether everybody may create in the schema {@code public}
     * @param publicIsHeld whether one of the plan's roles has privileges of its own on it
     * @param extensions statements that enable what is missing
     * @param owned what the owner has
     */
    static List<String> access(
            Plan plan,
            boolean schemaExists,
            boolean publicIsOpen,
            boolean publicIsHeld,
            List<String> extensions,
            Owned owned) {
        Statements statements = new Statements(plan);
        statements.sql.addAll(extensions);
        if (publicIsOpen) {
            statements.sql.add("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
        }
        statements.connections();
        if (plan.createSchema() && !schemaExists) {
            statements.sql.add(
                    "CREATE SCHEMA %s AUTHORIZATION %s".formatted(plan.schema().quoted(), statements.owner));
        }
        statements.schemas(owned, schemaExists || plan.createSchema(), publicIsHeld);
        return statements.sql;
    }

    /** Before what is there: what a shared migrator's service creates meanwhile is as it shall be. */
    private static List<String> defaults(Plan plan) {
        Statements statements = new Statements(plan);
        statements.defaults("SCHEMAS", plan.grants().onSchemas());
        statements.defaults("TABLES", plan.grants().onTables());
        statements.defaults("SEQUENCES", plan.grants().onSequences());
        statements.defaults("ROUTINES", plan.grants().onRoutines());
        return statements.sql;
    }

    private void role(Identifier role, String login, Set<Identifier> existing) {
        if (!existing.contains(role)) {
            sql.add("CREATE ROLE %s%s%s".formatted(role.quoted(), login, PLAIN));
        }
    }

    /** Default deny: who may connect is named, and as whom they work. */
    private void connections() {
        String database = plan.database().quoted();
        sql.addAll(closed(plan.database()));
        Stream.concat(plan.roles().migrators().stream(), plan.roles().runtimes().stream())
                .forEach(login ->
                        sql.add("REVOKE ALL ON DATABASE %s FROM %s CASCADE".formatted(database, login.quoted())));
        sql.add("GRANT CONNECT, TEMPORARY, CREATE ON DATABASE %s TO %s".formatted(database, owner));
        String path = plan.inPublic() ? "public" : plan.schema().quoted() + ", public";
        for (Identifier login : plan.roles().migrators()) {
            sql.add("GRANT CONNECT, TEMPORARY ON DATABASE %s TO %s".formatted(database, login.quoted()));
            // What a migration creates belongs to the owner, whichever login it came in by.
            sql.add("ALTER ROLE %s IN DATABASE %s SET role = %s".formatted(login.quoted(), database, owner));
            sql.add("ALTER ROLE %s IN DATABASE %s SET search_path = %s".formatted(login.quoted(), database, path));
        }
        for (Identifier login : plan.roles().runtimes()) {
            // A temporary table is made as others are.
            String may = plan.grants().onSchemas().contains("CREATE") ? "CONNECT, TEMPORARY" : "CONNECT";
            sql.add("GRANT %s ON DATABASE %s TO %s".formatted(may, database, login.quoted()));
            sql.add("ALTER ROLE %s IN DATABASE %s SET search_path = %s".formatted(login.quoted(), database, path));
        }
        sql.add("ALTER ROLE %s IN DATABASE %s SET role = %s"
                .formatted(Roles.second(plan.roles().runtime()).quoted(), database, runtime));
    }

    private void schemas(Owned owned, boolean schemaThere, boolean publicIsHeld) {
        List<String> names = new ArrayList<>(owned.schemas());
        String own = plan.schema().quoted();
        if (schemaThere) {
            sql.add("GRANT USAGE, CREATE ON SCHEMA %s TO %s".formatted(own, owner));
            // As the server quotes it, it may be among the owner's already; twice does no harm.
            names.add(own);
        }
        if (!names.isEmpty()) {
            String all = String.join(", ", names);
            sql.add("REVOKE ALL ON SCHEMA %s FROM %s CASCADE".formatted(all, runtime));
            grant("SCHEMA " + all, plan.grants().onSchemas());
        }
        if (!plan.inPublic() && publicIsHeld) {
            // It may have been the application's before. Everybody's USAGE stays: extensions are there.
            sql.add("REVOKE ALL ON SCHEMA public FROM %s CASCADE".formatted(runtime));
            sql.add("REVOKE CREATE ON SCHEMA public FROM %s CASCADE".formatted(owner));
        }
    }

    private void grant(String onWhat, List<String> privileges) {
        if (!privileges.isEmpty()) {
            sql.add("GRANT %s ON %s TO %s".formatted(String.join(", ", privileges), onWhat, runtime));
        }
    }

    /** What the owner will create, in any schema of this database, one that the migration tool makes included. */
    private void defaults(String kind, List<String> privileges) {
        String rule = "ALTER DEFAULT PRIVILEGES FOR ROLE " + owner;
        sql.add("%s REVOKE ALL ON %s FROM PUBLIC, %s".formatted(rule, kind, runtime));
        if (!privileges.isEmpty()) {
            sql.add("%s GRANT %s ON %s TO %s".formatted(rule, String.join(", ", privileges), kind, runtime));
        }
    }
}
