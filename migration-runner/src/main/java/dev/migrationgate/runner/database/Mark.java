package dev.migrationgate.runner.database;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What we write down about a login role, as the role's comment, in the transaction that makes it true. Holds names, no secrets.
 *
 * @param secret version that holds the role's connection string
 * @param address {@code host:port} that the connection string names
 * @param applied digest of the plan that was carried out last
 */
record Mark(Optional<String> secret, Optional<String> address, Optional<String> applied) {
    static final Mark NONE = new Mark(Optional.empty(), Optional.empty(), Optional.empty());
    private static final Pattern SHAPE =
            Pattern.compile("migration-gate secret=([\\w/.-]*) address=([\\w.:-]*) applied=([\\w-]*)");

    static Mark read(String comment) {
        Matcher matcher = SHAPE.matcher(comment);
        return matcher.matches()
                ? new Mark(some(matcher.group(1)), some(matcher.group(2)), some(matcher.group(3)))
                : NONE;
    }

    /** As the comment's text: letters, digits and {@code /._-=:} only, so it needs no escaping. */
    String text() {
        String text = "migration-gate secret=" + secret.orElse("") + " address=" + address.orElse("") + " applied="
                + applied.orElse("");
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalStateException("a secret version's name has another form than expected: " + text);
        }
        return text;
    }

    Mark withSecret(String version, String newAddress) {
        return new Mark(Optional.of(version), Optional.of(newAddress), applied);
    }

    Mark withApplied(String digest) {
        return new Mark(secret, address, Optional.of(digest));
    }

    private static Optional<String> some(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }
}
