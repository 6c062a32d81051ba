package dev.migrationgate.deployer.cloudrun;

import com.google.api.gax.rpc.ApiException;
import dev.migrationgate.deployer.rollout.RolloutInput;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Reads, decides and writes again when somebody else wrote in between, a limited number of times. */
final class Conflicts {
    private static final int TRIES = 5;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Pause pause;

    Conflicts(Pause pause) {
        this.pause = pause;
    }

    /** One reading, deciding and writing. */
    @FunctionalInterface
    interface Attempt {
        /** What came of it, where that is known already; throws {@link ApiException} where the write was not accepted. */
        Optional<RolloutInput> make();
    }

    Optional<RolloutInput> retry(Attempt attempt) throws InterruptedException {
        for (int tried = 1; ; tried++) {
            try {
                return attempt.make();
            } catch (ApiException e) {
                if (Answer.of(e) != Answer.CONFLICT || tried == TRIES) {
                    throw e;
                }
            }
            pause.rest(PAUSE.multipliedBy(tried)
                    .plusMillis(ThreadLocalRandom.current().nextLong(PAUSE.toMillis())));
        }
    }
}
