package dev.migrationgate.runner.lane;

import java.time.Instant;
import java.util.Optional;

/**
 * How often an effect was asked for.
 *
 * @param count answers so far that decided nothing
 * @param next when to ask again; absent: the effect is under way
 */
public record Tries(int count, Optional<Instant> next) {
    static final Tries UNDER_WAY = new Tries(0, Optional.empty());

    static Tries notBefore(Instant first) {
        return new Tries(0, Optional.of(first));
    }

    Tries again(Instant at) {
        return new Tries(count + 1, Optional.of(at));
    }

    Tries asked() {
        return new Tries(count, Optional.empty());
    }

    boolean due(Instant now) {
        return next.isPresent() && !now.isBefore(next.get());
    }

    /** True: the effect was never asked for, so nothing of it can exist. */
    boolean untouched() {
        return count == 0 && next.isPresent();
    }
}
