package dev.migrationgate.runner.database;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The plan as SQL. Names come from {@link Identifier} only, privileges from {@link Grants}' own words. */
final class Statements {
    private Statements() {}

    /** On the whole server, in one transaction. */
    static List<String> roles(Plan plan, boolean ownerExists, boolean migratorExists, boolean runtimeExists) {
        List<String> sql = new ArrayList<>();
        String plain = " NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION";
        if (!ownerExists) {
            sql.add("CREATE ROLE " + owner(plan) + " NOLOGIN" + plain);
        }
        if (!migratorExists) {
            sql.add("CREATE ROLE " + migrator(plan) + " LOGIN" + plain);
        }
        if (!runtimeExists) {
            sql.add("CREATE ROLE " + runtime(plan) + " LOGIN" + plain);
        }
        sql.add("GRANT " + owner(plan) + " TO " + migrator(plan));
        // Acting for the owner below needs its membership, except for a superuser, to whom it does no harm.
        sql.add("GRANT " + owner(plan) + " TO CURRENT_USER");
        return sql;
    }

    /** Inside the application's database, in one transaction: what is declared, and nothing that was declared before. */
    static List<String> access(Plan plan, boolean schemaExists, List<String> tables, List<String> sequences) {
        String database = plan.database().quoted();
        List<String> sql = new ArrayList<>();
        plan.extensions()
                .forEach(extension ->
                        sql.add("CREATE EXTENSION IF NOT EXISTS " + extension.quoted() + " WITH SCHEMA public"));
        // Default deny: who may connect is named.
        sql.add("REVOKE ALL ON DATABASE " + database + " FROM PUBLIC");
        sql.add("GRANT CONNECT, TEMPORARY, CREATE ON DATABASE " + database + " TO " + owner(plan));
        sql.add("GRANT CONNECT, TEMPORARY ON DATABASE " + database + " TO " + migrator(plan));
        sql.add("GRANT CONNECT, TEMPORARY ON DATABASE " + database + " TO " + runtime(plan));
        // What a migration creates belongs to the owner, whichever login it came in by.
        sql.add("ALTER ROLE " + migrator(plan) + " IN DATABASE " + database + " SET role = " + owner(plan));
        searchPath(plan, sql);
        if (plan.createSchema() && !schemaExists) {
            sql.add("CREATE SCHEMA " + schema(plan) + " AUTHORIZATION " + owner(plan));
        }
        if (schemaExists || plan.createSchema()) {
            schemaAccess(plan, sql);
        }
        existing(plan, "TABLE", plan.grants().tableList(), tables, sql);
        existing(plan, "SEQUENCE", "USAGE, SELECT, UPDATE", sequences, sql);
        defaults(plan, sql);
        return sql;
    }

    private static void searchPath(Plan plan, List<String> sql) {
        String path = plan.schema().name().equals("public") ? "public" : schema(plan) + ", public";
        String database = plan.database().quoted();
        sql.add("ALTER ROLE " + migrator(plan) + " IN DATABASE " + database + " SET search_path = " + path);
        sql.add("ALTER ROLE " + runtime(plan) + " IN DATABASE " + database + " SET search_path = " + path);
    }

    private static void schemaAccess(Plan plan, List<String> sql) {
        sql.add("GRANT USAGE, CREATE ON SCHEMA " + schema(plan) + " TO " + owner(plan));
        sql.add("REVOKE ALL ON SCHEMA " + schema(plan) + " FROM " + runtime(plan));
        if (!plan.grants().onSchema().isEmpty()) {
            sql.add("GRANT " + plan.grants().schemaList() + " ON SCHEMA " + schema(plan) + " TO " + runtime(plan));
        }
    }

    /** What the owner has created already, for example before a privilege was declared. */
    private static void existing(Plan plan, String kind, String privileges, List<String> names, List<String> sql) {
        if (!names.isEmpty()) {
            String all = names.stream().collect(Collectors.joining(", "));
            sql.add("REVOKE ALL ON " + kind + " " + all + " FROM " + runtime(plan));
            sql.add("GRANT " + privileges + " ON " + kind + " " + all + " TO " + runtime(plan));
        }
    }

    /** What the owner will create, in any schema of this database, one that the migration tool makes included. */
    private static void defaults(Plan plan, List<String> sql) {
        String rule = "ALTER DEFAULT PRIVILEGES FOR ROLE " + owner(plan) + " ";
        String to = " TO " + runtime(plan);
        for (String kind : List.of("TABLES", "SEQUENCES", "SCHEMAS")) {
            sql.add(rule + "REVOKE ALL ON " + kind + " FROM " + runtime(plan));
        }
        sql.add(rule + "GRANT " + plan.grants().tableList() + " ON TABLES" + to);
        sql.add(rule + "GRANT USAGE, SELECT, UPDATE ON SEQUENCES" + to);
        if (!plan.grants().onSchema().isEmpty()) {
            sql.add(rule + "GRANT " + plan.grants().schemaList() + " ON SCHEMAS" + to);
        }
    }

    private static String owner(Plan plan) {
        return plan.roles().owner().quoted();
    }

    private static String migrator(Plan plan) {
        return plan.roles().migrator().quoted();
    }

    private static String runtime(Plan plan) {
        return plan.roles().runtime().quoted();
    }

    private static String schema(Plan plan) {
        return plan.schema().quoted();
    }
}
