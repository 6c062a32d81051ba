package dev.migrationgate.deployer.cloudrun;

import com.google.api.gax.rpc.ApiException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Looks at something until it says what it has come to: often at first, because most revisions are ready within seconds, then
 * ever less often. Trouble that passes within seconds does not end the looking.
 */
final class Looks {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final double GROWTH = 1.3;

    private final Clock clock;
    private final Pause pause;

    Looks(Clock clock, Pause pause) {
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Looks until there is an answer, and at least once.
     *
     * @return the answer; empty: something was seen at the given time or after, and was no answer
     * @throws ApiException looking was refused for good
     * @throws UnseenException there was nothing but trouble for some seconds, or at the end
     */
    <T> Optional<T> until(Instant end, Supplier<Optional<T>> look) throws InterruptedException {
        Duration rest = FIRST;
        Instant seenLast = clock.instant();
        while (true) {
            try {
                Optional<T> seen = look.get();
                seenLast = clock.instant();
                if (Thread.interrupted()) {
                    throw new InterruptedException("not needed any more");
                }
                if (seen.isPresent() || !seenLast.isBefore(end)) {
                    return seen;
                }
            } catch (ApiException e) {
                passOver(e, seenLast, end);
            }
            pause.rest(rest);
            Duration longer = Duration.ofMillis((long) (rest.toMillis() * GROWTH));
            rest = longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
        }
    }

    /** Trouble that has not lasted for long may pass. */
    private void passOver(ApiException trouble, Instant seenLast, Instant end) {
        if (Answer.of(trouble) == Answer.REFUSED) {
            throw trouble;
        }
        Instant now = clock.instant();
        if (!now.isBefore(seenLast.plus(PATIENCE)) || !now.isBefore(end)) {
            throw new UnseenException(trouble, seenLast);
        }
    }
}
