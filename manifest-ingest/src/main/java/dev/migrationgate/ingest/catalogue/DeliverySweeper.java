package dev.migrationgate.ingest.catalogue;

import dev.migrationgate.ingest.intake.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes records of deliveries that nothing needs any more, now and then. Every instance does so, and what two remove is removed
 * once. What could not be removed is, the next time: it is forgotten only after Kafka has its removal.
 */
public final class DeliverySweeper implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(DeliverySweeper.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** Each batch is one transaction, beside those of requests; a minute's hundred are more than a broker accepts in one. */
    private static final int BATCH = 500;

    private static final int MOST_BATCHES = 100;

    private final MemoryCatalogue catalogue;
    private final RecordRemoval removal;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    DeliverySweeper(MemoryCatalogue catalogue, RecordRemoval removal) {
        this.catalogue = catalogue;
        this.removal = removal;
        this.thread = Thread.ofPlatform().name("ingest-sweeper").daemon().unstarted(this::run);
    }

    /**
     * Starts to remove.
     *
     * @param removal waits for Kafka within a limit of its own
     */
    public static DeliverySweeper start(MemoryCatalogue catalogue, RecordRemoval removal) {
        var sweeper = new DeliverySweeper(catalogue, removal);
        sweeper.thread.start();
        return sweeper;
    }

    private void run() {
        try {
            while (!stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                sweepOrTell();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sweepOrTell() {
        try {
            int removed = sweep();
            if (removed > 0) {
                LOGGER.atInfo().addKeyValue("records", removed).log("records of old deliveries are removed");
            }
        } catch (UnavailableException e) {
            LOGGER.atWarn()
                    .addKeyValue("reason", String.valueOf(e.getMessage()))
                    .log("records of old deliveries cannot be removed now");
        } catch (RuntimeException e) {
            // A defect of ours. Thrown on, it would end the thread, and memory would grow while all looks well.
            LOGGER.atError().setCause(e).log("removing records of old deliveries failed and begins again");
        }
    }

    /**
     * Removes what is old now; the rest, where it is very much, is left for the next time.
     *
     * @return how many records
     * @throws UnavailableException Kafka is out of reach
     */
    int sweep() {
        int removed = 0;
        for (int batch = 0; batch < MOST_BATCHES && stopping.getCount() > 0; batch++) {
            List<String> keys = catalogue.expiredDeliveries(BATCH);
            if (keys.isEmpty()) {
                break;
            }
            remove(keys);
            keys.forEach(catalogue::forgetDelivery);
            removed += keys.size();
        }
        return removed;
    }

    private void remove(List<String> keys) {
        try {
            removal.remove(keys).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof UnavailableException unavailable
                    ? unavailable
                    : new UnavailableException("records of old deliveries could not be removed", e);
        }
    }

    /** Stops within 5 seconds. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
