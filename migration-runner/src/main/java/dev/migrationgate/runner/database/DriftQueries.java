package dev.migrationgate.runner.database;

/**
 * What a migration can have left that is not as declared. Each query gives a sentence and the statement that mends it. Names are
 * those of the parameters that {@link DriftCheck} sets: each stands for one question mark, in order.
 */
final class DriftQueries {
    private DriftQueries() {}

    /** Parameters: owner, logins that may own nothing, logins that may own here, schema. */
    static final String WRONG_OWNER = """
            WITH o AS (SELECT oid FROM pg_roles WHERE rolname = ?),
              never AS (SELECT oid FROM pg_roles WHERE rolname = ANY (?)),
              also AS (SELECT oid FROM pg_roles WHERE rolname = ANY (?)),
              spaces AS (SELECT n.oid FROM pg_namespace n
                WHERE n.nspowner IN (TABLE o) OR n.nspname = nullif(?, 'public')),
              objects AS (
                SELECT 'pg_class'::regclass AS class, c.oid, c.oid::regclass::text AS name, c.relowner AS own,
                    c.relnamespace AS space, CASE c.relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW'
                      WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END AS kind
                  FROM pg_class c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
                    OR c.relkind = 'S' AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
                      AND d.objid = c.oid AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i'))
                UNION ALL
                SELECT 'pg_proc'::regclass, p.oid, format('%s.%I(%s)', p.pronamespace::regnamespace, p.proname,
                    CASE p.prokind WHEN 'a' THEN oidvectortypes(p.proargtypes)
                      ELSE pg_get_function_identity_arguments(p.oid) END),
                    p.proowner, p.pronamespace, 'ROUTINE'
                  FROM pg_proc p
                UNION ALL
                SELECT 'pg_type'::regclass, t.oid, t.oid::regtype::text, t.typowner, t.typnamespace, 'TYPE'
                  FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
                  WHERE t.typtype IN ('d', 'e', 'r') OR t.typtype = 'c' AND c.relkind = 'c'
                UNION ALL
                SELECT 'pg_namespace'::regclass, n.oid, n.oid::regnamespace::text, n.nspowner, n.oid, 'SCHEMA'
                  FROM pg_namespace n)
            SELECT lower(x.kind) || ' ' || x.name || ' belongs to ' || pg_get_userbyid(x.own) || ', not to '
                || pg_get_userbyid(o.oid), format('ALTER %s %s OWNER TO %I', x.kind, x.name, pg_get_userbyid(o.oid))
              FROM objects x CROSS JOIN o
              WHERE (x.own IN (TABLE never)
                  OR x.space IN (TABLE spaces) AND x.own <> o.oid AND x.own NOT IN (TABLE also))
                AND NOT EXISTS (SELECT FROM pg_depend d
                  WHERE d.classid = x.class AND d.objid = x.oid AND d.deptype IN ('e', 'i'))
                AND NOT EXISTS (SELECT FROM pg_namespace t WHERE t.oid = x.space AND t.nspname LIKE 'pg\\_%')
              ORDER BY x.kind <> 'SCHEMA', x.name
            """;

    /**
     * What the runtime role lacks of what is declared, and what it may do beyond. Parameters: owner, runtime role, schema; then the
     * declared privileges on schemas, tables, sequences and routines.
     */
    static final String PRIVILEGES = """
            WITH o AS (SELECT oid, rolname FROM pg_roles WHERE rolname = ?),
              r AS (SELECT oid, rolname FROM pg_roles WHERE rolname = ?),
              possible AS (
                SELECT 'SCHEMA ' || n.oid::regnamespace AS what, p.name,
                    p.name = ANY (d.declared) AND (n.nspname = s.schema OR n.nspowner IN (SELECT oid FROM o)) AS declared,
                    has_schema_privilege(r.oid, n.oid, p.name) AS held,
                    n.nspowner IN (SELECT oid FROM o) OR n.nspname = 'public' AND p.name = 'CREATE' AS ours
                  FROM (SELECT ?::text AS schema) s CROSS JOIN (SELECT ?::text[] AS declared) d CROSS JOIN r
                    CROSS JOIN unnest(ARRAY['USAGE', 'CREATE']) AS p (name)
                    JOIN pg_namespace n ON n.nspname NOT LIKE 'pg\\_%'
                      AND (n.nspname IN (s.schema, 'public') OR n.nspowner IN (SELECT oid FROM o))
                UNION ALL
                SELECT 'TABLE ' || c.oid::regclass, p.name, p.name = ANY (d.declared),
                    has_table_privilege(r.oid, c.oid, p.name), true
                  FROM (SELECT ?::text[] AS declared) d CROSS JOIN r
                    CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'])
                      AS p (name) JOIN pg_class c ON c.relowner IN (SELECT oid FROM o)
                      AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
                      AND c.relpersistence <> 't'
                UNION ALL
                SELECT 'SEQUENCE ' || c.oid::regclass, p.name, p.name = ANY (d.declared),
                    has_sequence_privilege(r.oid, c.oid, p.name), true
                  FROM (SELECT ?::text[] AS declared) d CROSS JOIN r
                    CROSS JOIN unnest(ARRAY['USAGE', 'SELECT', 'UPDATE']) AS p (name)
                    JOIN pg_class c ON c.relowner IN (SELECT oid FROM o) AND c.relkind = 'S'
                      AND c.relpersistence <> 't'
                UNION ALL
                SELECT 'ROUTINE ' || format('%s.%I(%s)', f.pronamespace::regnamespace, f.proname,
                    CASE f.prokind WHEN 'a' THEN oidvectortypes(f.proargtypes)
                      ELSE pg_get_function_identity_arguments(f.oid) END), 'EXECUTE', 'EXECUTE' = ANY (d.declared),
                    has_function_privilege(r.oid, f.oid, 'EXECUTE'), true
                  FROM (SELECT ?::text[] AS declared) d CROSS JOIN r
                    JOIN pg_proc f ON f.proowner IN (SELECT oid FROM o)
                    JOIN pg_namespace n ON n.oid = f.pronamespace AND n.nspname NOT LIKE 'pg\\_temp%')
            SELECT r.rolname || ' lacks ' || string_agg(x.name, ', ' ORDER BY x.name) || ' on ' || x.what,
                format('GRANT %s ON %s TO %I', string_agg(x.name, ', ' ORDER BY x.name), x.what, r.rolname)
              FROM possible x CROSS JOIN r WHERE x.declared AND NOT x.held GROUP BY x.what, r.rolname
            UNION ALL
            SELECT r.rolname || ' has ' || string_agg(x.name, ', ' ORDER BY x.name) || ' on ' || x.what
                  || ', which is not declared',
                format('REVOKE %s ON %s FROM %I, PUBLIC', string_agg(x.name, ', ' ORDER BY x.name), x.what, r.rolname)
              FROM possible x CROSS JOIN r WHERE x.ours AND x.held AND NOT x.declared GROUP BY x.what, r.rolname
              ORDER BY 1
            """;

    /** Parameters: all roles; owner; runtime logins; the roles that those may not become. */
    static final String POWERS = """
            WITH RECURSIVE ours AS (SELECT oid, rolname FROM pg_roles WHERE rolname = ANY (?)),
              o AS (SELECT oid FROM pg_roles WHERE rolname = ?),
              services AS (SELECT oid FROM pg_roles WHERE rolname = ANY (?)),
              others AS (SELECT oid FROM pg_roles WHERE rolname = ANY (?)),
              edges AS (SELECT DISTINCT m.member, m.roleid FROM pg_auth_members m),
              reach (member, via, role) AS (
                SELECT e.member, e.roleid, e.roleid FROM edges e WHERE e.member IN (SELECT oid FROM ours)
                UNION
                SELECT h.member, h.via, e.roleid FROM reach h JOIN edges e ON e.member = h.role)
            SELECT r.rolname || ' is more than a plain role', format('ALTER ROLE %I NOSUPERUSER NOCREATEDB NOCREATEROLE'
                || ' NOREPLICATION NOBYPASSRLS%s', r.rolname, CASE WHEN r.oid IN (TABLE o) THEN ' NOLOGIN' ELSE '' END)
              FROM pg_roles r WHERE r.oid IN (SELECT oid FROM ours) AND (r.rolsuper OR r.rolcreatedb OR r.rolcreaterole
                OR r.rolreplication OR r.rolbypassrls OR r.rolcanlogin AND r.oid IN (TABLE o))
            UNION
            SELECT m.rolname || ' is a member of ' || v.rolname || ', and so of ' || t.rolname,
                format('REVOKE %I FROM %I', v.rolname, m.rolname)
              FROM reach h JOIN pg_roles m ON m.oid = h.member JOIN pg_roles v ON v.oid = h.via
                JOIN pg_roles t ON t.oid = h.role
              WHERE h.via NOT IN (SELECT oid FROM ours)
                  AND (t.rolsuper OR t.rolcreaterole OR t.rolbypassrls OR t.rolname LIKE 'pg\\_%')
                OR h.member IN (TABLE services) AND h.via NOT IN (TABLE services) AND h.role IN (TABLE others)
              ORDER BY 1
            """;

    /** Who gets into the database, and as whom. Parameters: owner; runtime role; the migrator's logins; the runtime role's. */
    static final String CONNECTIONS = """
            WITH o AS (SELECT oid, rolname FROM pg_roles WHERE rolname = ?),
              r AS (SELECT oid, rolname FROM pg_roles WHERE rolname = ?),
              logins AS (
                SELECT m.oid, m.rolname, m.rolcanlogin, m.rolvaliduntil, o.oid AS acts, o.rolname AS role
                  FROM o JOIN pg_roles m ON m.rolname = ANY (?)
                UNION ALL
                SELECT m.oid, m.rolname, m.rolcanlogin, m.rolvaliduntil, r.oid, r.rolname
                  FROM r JOIN pg_roles m ON m.rolname = ANY (?)),
              d AS (SELECT d.oid, d.datname, d.datdba, d.datacl FROM pg_database d WHERE d.datname = current_database())
            SELECT l.rolname || ' lacks CONNECT', format('GRANT CONNECT ON DATABASE %I TO %I', d.datname, l.rolname)
              FROM logins l CROSS JOIN d WHERE NOT has_database_privilege(l.oid, d.oid, 'CONNECT')
            UNION ALL
            SELECT l.rolname || ' cannot log in', format('ALTER ROLE %I LOGIN VALID UNTIL %L', l.rolname, 'infinity')
              FROM logins l WHERE NOT l.rolcanlogin OR l.rolvaliduntil < now()
            UNION ALL
            SELECT l.rolname || ' is no member of ' || l.role, format('GRANT %I TO %I', l.role, l.rolname)
              FROM logins l WHERE NOT pg_has_role(l.oid, l.acts, 'MEMBER')
            UNION ALL
            SELECT r.rolname || ' may create schemas',
                format('REVOKE CREATE ON DATABASE %I FROM %I, PUBLIC', d.datname, r.rolname)
              FROM r CROSS JOIN d WHERE has_database_privilege(r.oid, d.oid, 'CREATE')
            UNION ALL
            SELECT 'everybody may connect', format('REVOKE CONNECT ON DATABASE %I FROM PUBLIC', d.datname)
              FROM d CROSS JOIN aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
              WHERE a.grantee = 0 AND a.privilege_type = 'CONNECT'
            UNION ALL
            SELECT m.rolname || ' is a member of ' || o.rolname, format('REVOKE %I FROM %I', o.rolname, m.rolname)
              FROM pg_auth_members a JOIN o ON o.oid = a.roleid JOIN pg_roles m ON m.oid = a.member
              WHERE NOT m.rolsuper AND NOT m.rolcreaterole AND m.oid NOT IN (SELECT oid FROM logins)
            ORDER BY 1
            """;

    /** Parameters: extensions. */
    static final String EXTENSIONS = """
            SELECT 'extension ' || name || ' is not there any more', format('CREATE EXTENSION %I', name)
              FROM unnest(?::text[]) AS names (name)
              WHERE NOT EXISTS (SELECT FROM pg_extension e WHERE e.extname = name) ORDER BY 1
            """;

    /** Parameters: owner, schema. */
    static final String SCHEMA = """
            SELECT 'there is no schema ' || p.name, format('CREATE SCHEMA %I AUTHORIZATION %I', p.name, p.owner)
              FROM (SELECT ?::text AS owner, ?::text AS name) p
              WHERE NOT EXISTS (SELECT FROM pg_namespace n WHERE n.nspname = p.name)
            """;
}
