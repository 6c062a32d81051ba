package dev.migrationgate.quickstart.chaos.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** All deployments of a run, drawn from its seed. */
final class Orders {
    /** Each request is posted so many times more. */
    private static final int REPEATS = 4;

    private static final long REPEATED_WITHIN_MILLIS = 8_000;
    private static final int CANCELLED_PERCENT = 4;

    private Orders() {}

    /**
     * Draws the orders.
     *
     * @param count how many
     * @param databases how many databases; a quarter of them is shared by two applications
     * @param during the time over which they are spread
     */
    static List<Order> of(int count, int databases, Duration during, RandomGenerator random) {
        int applications = databases + databases / 4;
        List<Order> orders = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            int application = 1 + random.nextInt(applications);
            List<Duration> repeats = new ArrayList<>();
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                repeats.add(Duration.ofMillis(random.nextLong(REPEATED_WITHIN_MILLIS)));
            }
            orders.add(new Order(
                    number,
                    application,
                    1 + (application - 1) % databases,
                    Kind.any(random),
                    during.multipliedBy(number - 1L).dividedBy(count),
                    repeats,
                    random.nextInt(100) < CANCELLED_PERCENT));
        }
        return orders;
    }
}
