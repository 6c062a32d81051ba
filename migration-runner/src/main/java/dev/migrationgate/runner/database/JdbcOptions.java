package dev.migrationgate.runner.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What stands behind the question mark of a server's address.
 *
 * @param values names and decoded values
 */
record JdbcOptions(Map<String, String> values) {
    static final JdbcOptions NONE = new JdbcOptions(Map.of());

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*");
    private static final String SSL_MODE = "sslmode";
    /** Those that libpq and the JDBC driver both know. */
    private static final Set<String> SSL_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    JdbcOptions {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /**
     * Reads {@code a=b&c=d}.
     *
     * @throws IllegalArgumentException another form, or an option that has no place here; the message repeats no value
     */
    static JdbcOptions parse(String text) {
        Map<String, String> values = new TreeMap<>();
        for (String option : text.split("&", -1)) {
            String[] parts = option.split("=", 2);
            if (parts.length != 2 || !NAME.matcher(parts[0]).matches()) {
                throw new IllegalArgumentException("must have options of the form name=value with & between");
            }
            if (parts[0].toLowerCase(Locale.ROOT).contains("password")) {
                throw new IllegalArgumentException("must not hold a password; the administrator's secret does");
            }
            if (parts[0].equals("user")) {
                throw new IllegalArgumentException("must not name a user; the administrator's secret does");
            }
            String value = decoded(parts[1]);
            if (parts[0].equals(SSL_MODE) && !SSL_MODES.contains(value)) {
                throw new IllegalArgumentException(
                        "must have as sslmode one of disable, allow, prefer, require, verify-ca, verify-full");
            }
            values.put(parts[0], value);
        }
        return new JdbcOptions(values);
    }

    /** Of all options, what the connection strings of jobs and services hold as well: {@code sslmode=…} or nothing. */
    Optional<String> carried() {
        return Optional.ofNullable(values.get(SSL_MODE)).map(mode -> SSL_MODE + "=" + mode);
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            // Its own message repeats what it could not decode.
            throw new IllegalArgumentException("must have options whose values are percent-encoded");
        }
    }
}
