package dev.migrationgate.service;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes out of a text what looks like a secret. Errs on the side of taking too much: the whole log stays where it was
 * written, behind its own access rules.
 */
public final class Redaction {
    /** With this begins every password that Migration Gate makes, so that it is known wherever it stands. */
    public static final String PASSWORD_PREFIX = "mgpw_";

    private static final String GONE = "***";
    private static final List<Rule> RULES = List.of(
            new Rule(Pattern.compile(PASSWORD_PREFIX + "[A-Za-z0-9]+"), GONE),
            // user:password@host in an address; the user stays
            new Rule(Pattern.compile("(?i)\\b([a-z][a-z0-9+.-]*://[^\\s:/@]*):[^\\s/]*@"), "$1:" + GONE + "@"),
            // key and value: password=…, "token": "…", api-key …
            new Rule(
                    Pattern.compile("(?i)([\\w-]*(?:password|passwd|pwd|secret|token|api[_-]?key|credential)[\\w-]*"
                            + "[\"']?\\s*[=:]\\s*)(?:\"[^\"]*\"|'[^']*'|[^\\s,;&]+)"),
                    "$1" + GONE),
            new Rule(Pattern.compile("(?i)\\b(bearer|basic)\\s+[a-z0-9._~+/=-]{8,}"), "$1 " + GONE),
            new Rule(Pattern.compile("\\beyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*"), GONE),
            new Rule(Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----.*"), GONE));

    private Redaction() {}

    /** The text without what looks like a secret. */
    public static String of(String text) {
        String safe = text;
        for (Rule rule : RULES) {
            safe = rule.pattern().matcher(safe).replaceAll(rule.replacement());
        }
        return safe;
    }

    private record Rule(Pattern pattern, String replacement) {}
}
