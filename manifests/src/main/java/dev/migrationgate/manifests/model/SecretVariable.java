package dev.migrationgate.manifests.model;

import dev.migrationgate.manifests.finding.Placeholder;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells, by its name, whether an environment variable holds a secret. */
final class SecretVariable {
    /** Shorter values are rather settings, such as a length or a number of days. */
    private static final int SHORTEST = 8;

    private static final int LONGEST_NAME = 255;

    /** Ends of a word of the name, as people also write DBPASSWORD or AUTHTOKEN. */
    private static final List<String> WORDS = List.of(
            "PASSWORD",
            "PASSWORDS",
            "PASSWD",
            "PASSPHRASE",
            "SECRET",
            "SECRETS",
            "TOKEN",
            "TOKENS",
            "APIKEY",
            "CREDENTIAL",
            "CREDENTIALS");

    private static final Set<String> KEYS =
            Set.of("API", "PRIVATE", "ACCESS", "SECRET", "SIGNING", "ENCRYPTION", "SESSION");

    /** Last words that say so in full: many others end like these. */
    private static final Set<String> SHORT_WORDS = Set.of("PASS", "PWD");

    /** A name that ends like this tells something about a secret: where it is, how long, how old. */
    private static final Set<String> ABOUT = Set.of(
            "AGE",
            "ALGORITHM",
            "AUDIENCE",
            "AUTH",
            "BACKEND",
            "BUCKET",
            "CLASS",
            "COOKIE",
            "COUNT",
            "DIR",
            "DIRECTORY",
            "DURATION",
            "ENABLED",
            "ENCODER",
            "ENCODING",
            "ENDPOINT",
            "EXPIRATION",
            "EXPIRY",
            "FIELD",
            "FILE",
            "FORMAT",
            "HASH",
            "HEADER",
            "HOST",
            "HOSTNAME",
            "ID",
            "INTERVAL",
            "ISSUER",
            "LENGTH",
            "LIFESPAN",
            "LIFETIME",
            "LIMIT",
            "LOCATION",
            "MAX",
            "METHOD",
            "MIN",
            "MODE",
            "NAME",
            "NAMESPACE",
            "PATH",
            "PATTERN",
            "POLICY",
            "PORT",
            "PREFIX",
            "PROJECT",
            "PROVIDER",
            "REGEX",
            "REGION",
            "RULES",
            "SALT",
            "SCOPE",
            "SCOPES",
            "SECONDS",
            "SIZE",
            "SOURCE",
            "STORE",
            "STRATEGY",
            "SUBJECT",
            "SUFFIX",
            "TIMEOUT",
            "TTL",
            "TYPE",
            "URI",
            "URL",
            "USER",
            "USERNAME",
            "VERSION");

    /** Source: the manuals of Next.js, Vite and Create React App. */
    private static final List<String> PUBLISHED = List.of("NEXT_PUBLIC_", "VITE_", "REACT_APP_");

    /** {@code --password=…}, as a command's arguments have it. */
    private static final Pattern OPTION = Pattern.compile("(?s)--?([A-Za-z][A-Za-z0-9_.-]{0,63})=(.*+)");

    /** Where a value is, rather than a value: paths, addresses, resource names; and numbers and truth values. */
    private static final Pattern NO_SECRET = Pattern.compile(
            "(?s)\\.{0,2}/[^+=]*+|[A-Za-z][A-Za-z0-9+.-]{1,31}://.*+|(?:projects|file|secret|vault|ref|arn|env)[/:+].*+"
                    + "|[0-9.,_]++|(?i:true|false|enabled|disabled)");

    private static final Pattern SEPARATOR = Pattern.compile("[.-]");

    private SecretVariable() {}

    /** Whether {@code name} says that {@code value} is a secret, and {@code value} may be one. */
    static boolean is(String name, String value) {
        return value.length() >= SHORTEST
                && name.length() <= LONGEST_NAME
                && saysSecret(name)
                && !value.isBlank()
                && !Placeholder.is(value)
                && !NO_SECRET.matcher(value).matches();
    }

    /** Whether {@code text} is an option of a command with its value, and the same can be said of these. */
    static boolean isOption(String text) {
        Matcher option = OPTION.matcher(text);
        return option.matches() && is(SEPARATOR.matcher(option.group(1)).replaceAll("_"), option.group(2));
    }

    /** Whether builds write the variable into what every visitor of a site gets, so that nobody puts a secret there. */
    static boolean isPublished(String name) {
        return PUBLISHED.stream().anyMatch(name::startsWith);
    }

    private static boolean saysSecret(String name) {
        List<String> words = List.of(name.toUpperCase(Locale.ROOT).split("_"));
        if (words.isEmpty() || ABOUT.contains(words.getLast()) || namesSecret(words)) {
            return false;
        }
        if (words.size() > 1 && SHORT_WORDS.contains(words.getLast())) {
            return true;
        }
        for (int i = 0; i < words.size(); i++) {
            if (WORDS.stream().anyMatch(words.get(i)::endsWith)
                    || (i > 0 && words.get(i).equals("KEY") && KEYS.contains(words.get(i - 1)))) {
                return true;
            }
        }
        return false;
    }

    /** {@code DATABASE_CREDENTIALS_SECRET}: what holds them, rather than what they are. */
    private static boolean namesSecret(List<String> words) {
        return words.size() > 1
                && words.getLast().equals("SECRET")
                && words.get(words.size() - 2).startsWith("CREDENTIAL");
    }
}
