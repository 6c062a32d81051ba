package dev.migrationgate.manifests.model;

import java.util.Set;

/**
 * The words that SQL does not take for the name of a schema or database unless they are quoted: every tool and every
 * statement written by hand would have to quote them.
 *
 * <p>Source: PostgreSQL 18, {@code SELECT word FROM pg_get_keywords() WHERE catcode IN ('R', 'T')}. The
 * migration runner has the same list, and its tests compare both with the server's.
 */
final class ReservedWords {
    private static final Set<String> WORDS = Set.of("""
            all analyse analyze and any array as asc asymmetric authorization binary both case cast check
            collate collation column concurrently constraint create cross current_catalog current_date
            current_role current_schema current_time current_timestamp current_user default deferrable desc
            distinct do else end except false fetch for foreign freeze from full grant group having ilike
            in initially inner intersect into is isnull join lateral leading left like limit localtime
            localtimestamp natural not notnull null offset on only or order outer overlaps placing primary
            references returning right select session_user similar some symmetric system_user table
            tablesample then to trailing true union unique user using variadic verbose when where window
            with
            """.strip().split("\\s+"));

    private ReservedWords() {}

    static Set<String> all() {
        return WORDS;
    }

    /** Whether {@code name}, which is in lower case, is one of them. */
    static boolean contain(String name) {
        return WORDS.contains(name);
    }
}
