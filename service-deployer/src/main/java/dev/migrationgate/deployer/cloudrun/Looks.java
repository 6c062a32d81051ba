package dev.migrationgate.deployer.cloudrun;

import com.google.api.gax.rpc.ApiException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Looks at something until it says what it has come to: often at first, because most revisions are ready within seconds, then
 * ever less often. Trouble that may pass does not end the looking.
 */
final class Looks {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final double GROWTH = 1.3;

    private final Clock clock;
    private final Pause pause;

    Looks(Clock clock, Pause pause) {
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Looks until there is an answer.
     *
     * @return the answer; empty: there was none until the given time
     * @throws ApiException looking was refused for good
     */
    <T> Optional<T> until(Instant end, Supplier<Optional<T>> look) throws InterruptedException {
        Duration rest = FIRST;
        while (clock.instant().isBefore(end)) {
            Optional<T> seen = once(look);
            if (seen.isPresent()) {
                return seen;
            }
            pause.rest(rest);
            Duration longer = Duration.ofMillis((long) (rest.toMillis() * GROWTH));
            rest = longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
        }
        return Optional.empty();
    }

    private static <T> Optional<T> once(Supplier<Optional<T>> look) {
        try {
            return look.get();
        } catch (ApiException e) {
            if (Answer.of(e) == Answer.REFUSED) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
