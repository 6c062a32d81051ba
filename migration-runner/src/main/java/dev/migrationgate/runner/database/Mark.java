package dev.migrationgate.runner.database;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What we write down about a role, as the role's comment, in the transaction that makes it true. Holds names, no secrets.
 *
 * @param secret version that holds the current login's connection string
 * @param jdbc version that holds the same as a JDBC address
 * @param address whose and where: the project of the secret, and where the connection string leads, as in {@link Server#place}
 * @param second whether the current login is the second one, as in {@link Roles#second}; where there is no secret, whether it is to be
 * @param rotation id of the rotation that was carried out last
 * @param applied digest of the plan that was carried out last; empty while one is under way
 * @param epoch the lane's epoch for which it was made ready last: who comes with an earlier one has lost the lane. 0: none yet
 */
record Mark(
        Optional<String> secret,
        Optional<String> jdbc,
        Optional<String> address,
        boolean second,
        Optional<String> rotation,
        Optional<String> applied,
        long epoch) {
    static final Mark NONE = new Mark(
            Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.empty(), 0);

    /** Of a role that is there, and says nothing that we wrote: its own login may serve, so the second one's turn has come. */
    static final Mark UNREAD =
            new Mark(Optional.empty(), Optional.empty(), Optional.empty(), true, Optional.empty(), Optional.empty(), 0);

    private static final Pattern SHAPE = Pattern.compile("migration-gate secret=([\\w/.-]*) address=([\\w.:?&=/-]*)"
            + " applied=([\\w-]*)(?: epoch=(\\d{1,18}))?(?: jdbc=([\\w/.-]*) login=([12]) rotation=([\\w-]*))?");
    private static final String SECOND = "2";

    static Mark read(@Nullable String comment) {
        Matcher matcher = SHAPE.matcher(comment == null ? "" : comment);
        if (!matcher.matches()) {
            return UNREAD;
        }
        return new Mark(
                some(matcher.group(1)),
                some(matcher.group(5)),
                some(matcher.group(2)),
                SECOND.equals(matcher.group(6)),
                some(matcher.group(7)),
                some(matcher.group(3)),
                epoch(matcher.group(4)));
    }

    /** As the comment's text: letters, digits and {@code /._-=:?&} only, so it needs no escaping. */
    String text() {
        String text = "migration-gate secret=" + secret.orElse("") + " address=" + address.orElse("") + " applied="
                + applied.orElse("") + " epoch=" + epoch + " jdbc=" + jdbc.orElse("") + " login=" + (second ? 2 : 1)
                + " rotation=" + rotation.orElse("");
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalStateException(
                    "a name that is to be written down has another form than expected: " + text);
        }
        return text;
    }

    Mark withLogin(boolean nowSecond, String version, String jdbcVersion, String place) {
        return new Mark(
                Optional.of(version),
                Optional.of(jdbcVersion),
                Optional.of(place),
                nowSecond,
                rotation,
                applied,
                epoch);
    }

    /** Its current login is not what it was: the other one's turn has come. */
    Mark forgotten() {
        return new Mark(Optional.empty(), Optional.empty(), Optional.empty(), !second, rotation, applied, epoch);
    }

    Mark rotated(Optional<String> id) {
        return new Mark(secret, jdbc, address, second, id.or(() -> rotation), applied, epoch);
    }

    Mark withApplied(String digest) {
        return new Mark(secret, jdbc, address, second, rotation, Optional.of(digest), epoch);
    }

    Mark notApplied() {
        return new Mark(secret, jdbc, address, second, rotation, Optional.empty(), epoch);
    }

    Mark withEpoch(long latest) {
        return new Mark(secret, jdbc, address, second, rotation, applied, latest);
    }

    /** The login whose password {@link #secret} holds. */
    Identifier login(Identifier role) {
        return second ? Roles.second(role) : role;
    }

    private static long epoch(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static Optional<String> some(@Nullable String text) {
        return Optional.ofNullable(text).filter(value -> !value.isEmpty());
    }
}
