package dev.migrationgate.quickstart.chaos.load;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks again until there is an answer, as a hook does. Thread safe. */
final class Tries {
    private static final Duration PAUSE = Duration.ofMillis(700);

    private final AtomicInteger made = new AtomicInteger();

    /** One try. */
    interface Call<T> {
        /** What was answered; empty: try again. */
        Optional<T> answer() throws IOException, InterruptedException;
    }

    <T> T untilAnswered(Call<T> call) throws InterruptedException {
        while (true) {
            made.incrementAndGet();
            try {
                Optional<T> answer = call.answer();
                if (answer.isPresent()) {
                    return answer.get();
                }
            } catch (IOException e) {
                // Nobody is there: it was killed, and is coming back.
            }
            Thread.sleep(PAUSE);
        }
    }

    /** How many calls were made. */
    int made() {
        return made.get();
    }
}
