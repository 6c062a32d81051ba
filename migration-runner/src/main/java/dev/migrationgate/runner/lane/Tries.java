package dev.migrationgate.runner.lane;

import java.time.Instant;
import java.util.Optional;

/**
 * How often an effect was asked for.
 *
 * @param count answers so far that decided nothing
 * @param next when to ask again; absent: the effect is under way
 * @param trouble what the last of those answers said; people see it as the reason for waiting
 */
public record Tries(int count, Optional<Instant> next, Optional<String> trouble) {
    static final Tries UNDER_WAY = new Tries(0, Optional.empty(), Optional.empty());

    static Tries notBefore(Instant first) {
        return new Tries(0, Optional.of(first), Optional.empty());
    }

    /** A sentence with what the last answer said behind it. */
    String after(String sentence) {
        return trouble.map(said -> sentence + ": " + said).orElse(sentence);
    }

    Tries because(String why) {
        return new Tries(count, next, Optional.of(why));
    }

    Tries again(Instant at) {
        return new Tries(count + 1, Optional.of(at), trouble);
    }

    Tries asked() {
        return new Tries(count, Optional.empty(), trouble);
    }

    boolean due(Instant now) {
        return next.isPresent() && !now.isBefore(next.get());
    }

    /** True: the effect was never asked for, so nothing of it can exist. */
    boolean untouched() {
        return count == 0 && next.isPresent();
    }
}
