package dev.migrationgate.ingest.report;

import dev.migrationgate.events.serde.RegistryException;
import dev.migrationgate.events.serde.UndecodableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what happens to deployments and hands it to the couriers. One thread owns both consumers. What was read is committed once
 * each report of it was told or given up, so a crash repeats reports and loses none; trouble outside makes it begin again at what was
 * committed.
 */
final class ReportLoop implements Runnable {
    /** The most records that the consumer of the group may give at once. */
    static final int MAX_POLL_RECORDS = 100;

    private static final Logger LOGGER = LoggerFactory.getLogger(ReportLoop.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /**
     * Makes its consumers.
     *
     * @param grouped of the group whose offsets say what is done; its own commits are off
     * @param recent of no group
     */
    record Consumers(Supplier<Consumer<String, byte[]>> grouped, Supplier<Consumer<String, byte[]>> recent) {}

    private final Consumers consumers;
    private final EventReader events;
    private final RecentDeployments recent;
    private final List<Courier> couriers;
    private final ReportSettings settings;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Consumer<String, byte[]> reading;

    ReportLoop(
            Consumers consumers,
            EventReader events,
            RecentDeployments recent,
            List<Courier> couriers,
            ReportSettings settings,
            Clock clock) {
        this.consumers = consumers;
        this.events = events;
        this.recent = recent;
        this.couriers = List.copyOf(couriers);
        this.settings = settings;
        this.clock = clock;
    }

    /** Makes {@link #run} return soon. */
    void stop() {
        stopping.countDown();
        // Not an interrupt: a consumer that is interrupted cannot close in order.
        Consumer<String, byte[]> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    @Override
    public void run() {
        try {
            while (!stopped()) {
                hearUntilTrouble();
                // Ends at once when it is time to stop.
                var _ = stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean stopped() {
        return stopping.getCount() == 0;
    }

    private void hearUntilTrouble() {
        try (Consumer<String, byte[]> all = consumers.recent().get();
                Consumer<String, byte[]> ours = consumers.grouped().get()) {
            reading = ours;
            hear(ours, new RecentReader(all, events, recent, clock, settings.requestAge()));
        } catch (WakeupException e) {
            // Time to stop.
        } catch (KafkaException | RegistryException e) {
            LOGGER.atWarn()
                    .addKeyValue("reason", String.valueOf(e.getMessage()))
                    .log("what happens to deployments cannot be read now, and is reported later");
        } catch (RuntimeException | Error e) {
            // A defect of ours. Thrown on, it would end the thread, and nobody would be told anything any more.
            LOGGER.atError().setCause(e).log("reporting failed unexpectedly and begins again");
        } finally {
            reading = null;
        }
    }

    private void hear(Consumer<String, byte[]> consumer, RecentReader reader) {
        reader.catchUp(this::stopped);
        var uncommitted = new Uncommitted();
        var assignments = new Assignments(consumer, uncommitted, settings.maxAge(), clock);
        consumer.subscribe(EventReader.topics(), assignments);
        while (!stopped()) {
            if (couriers.stream().allMatch(courier -> courier.ready(MAX_POLL_RECORDS))) {
                consumer.resume(consumer.paused());
            } else {
                consumer.pause(consumer.assignment());
            }
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            if (records.isEmpty()) {
                reader.glance();
            } else {
                List<DeploymentEvent> heard = read(records);
                reader.catchUp(this::stopped);
                handOver(heard, records.nextOffsets(), uncommitted);
            }
            assignments.commit();
        }
    }

    /** In the order of their times, since records of several topics come in none. */
    private List<DeploymentEvent> read(ConsumerRecords<String, byte[]> records) {
        Instant eldest = clock.instant().minus(settings.maxAge());
        var heard = new ArrayList<DeploymentEvent>();
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                Heard each = events.read(record);
                recent.take(each);
                heard.add(each.event());
            } catch (UndecodableException e) {
                LOGGER.atWarn()
                        .addKeyValue("topic", record.topic())
                        .addKeyValue("partition", record.partition())
                        .addKeyValue("offset", record.offset())
                        .addKeyValue("reason", String.valueOf(e.getMessage()))
                        .log("an event cannot be read and is not reported");
            }
        }
        heard.removeIf(event -> event.at().isBefore(eldest));
        heard.sort(Comparator.comparing(DeploymentEvent::at));
        return heard;
    }

    private void handOver(
            List<DeploymentEvent> heard, Map<TopicPartition, OffsetAndMetadata> next, Uncommitted uncommitted) {
        List<Report> reports =
                heard.stream().flatMap(event -> report(event).stream()).toList();
        int deliveries = Math.toIntExact(couriers.stream()
                .mapToLong(courier ->
                        reports.stream().filter(courier.target()::wants).count())
                .sum());
        Runnable done = uncommitted.add(next, deliveries);
        for (Report report : reports) {
            for (Courier courier : couriers) {
                if (courier.target().wants(report)) {
                    courier.take(new Courier.Delivery(report, done));
                }
            }
        }
    }

    private Optional<Report> report(DeploymentEvent event) {
        Optional<Report> report = recent.request(event.deploymentId())
                .map(request -> new Report(event, request, settings.link(event.deploymentId())));
        if (report.isEmpty()) {
            LOGGER.atWarn()
                    .addKeyValue("deploymentId", event.deploymentId())
                    .addKeyValue("state", event.state().word())
                    .log("what became of a deployment is not reported, since its request is not among the last ones");
        }
        return report;
    }
}
