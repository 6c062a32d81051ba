package dev.migrationgate.runner.database;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What we write down about a login role, as the role's comment, in the transaction that makes it true. Holds names, no secrets.
 *
 * @param secret version that holds the role's connection string
 * @param address {@code host:port} that the connection string names
 * @param applied digest of the plan that was carried out last
 * @param epoch the lane's epoch for which it was made ready last: who comes with an earlier one has lost the lane. 0: none yet
 */
record Mark(Optional<String> secret, Optional<String> address, Optional<String> applied, long epoch) {
    static final Mark NONE = new Mark(Optional.empty(), Optional.empty(), Optional.empty(), 0);
    private static final Pattern SHAPE = Pattern.compile(
            "migration-gate secret=([\\w/.-]*) address=([\\w.:-]*) applied=([\\w-]*)(?: epoch=(\\d{1,18}))?");

    static Mark read(String comment) {
        Matcher matcher = SHAPE.matcher(comment);
        return matcher.matches()
                ? new Mark(
                        some(matcher.group(1)), some(matcher.group(2)), some(matcher.group(3)), epoch(matcher.group(4)))
                : NONE;
    }

    /** As the comment's text: letters, digits and {@code /._-=:} only, so it needs no escaping. */
    String text() {
        String text = "migration-gate secret=" + secret.orElse("") + " address=" + address.orElse("") + " applied="
                + applied.orElse("") + " epoch=" + epoch;
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalStateException("a secret version's name has another form than expected: " + text);
        }
        return text;
    }

    Mark withSecret(String version, String newAddress) {
        return new Mark(Optional.of(version), Optional.of(newAddress), applied, epoch);
    }

    Mark withApplied(String digest) {
        return new Mark(secret, address, Optional.of(digest), epoch);
    }

    Mark withEpoch(long latest) {
        return new Mark(secret, address, applied, latest);
    }

    private static long epoch(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static Optional<String> some(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }
}
