package dev.migrationgate.ingest.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.ingest.intake.SeenDelivery;
import dev.migrationgate.ingest.intake.UnavailableException;
import dev.migrationgate.manifests.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DeliverySweeperTest {
    private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

    private Instant now = START;
    private final MemoryCatalogue catalogue = new MemoryCatalogue(MemoryWindow.DEFAULT, () -> now);
    private final List<List<String>> batches = new ArrayList<>();
    private boolean away;
    private final DeliverySweeper sweeper = new DeliverySweeper(catalogue, this::remove);

    @Test
    void oldDeliveriesAreRemovedInBatchesAndForgottenAndYoungOnesStay() {
        deliveries(1_200);
        now = START.plus(Duration.ofHours(24));
        catalogue.keep("young", new SeenDelivery(Digest.of("young"), List.of()), now);

        int removed = sweeper.sweep();

        assertThat(removed).isEqualTo(1_200);
        assertThat(batches).extracting(List::size).containsExactly(500, 500, 200);
        assertThat(catalogue.deliveries()).isEqualTo(1);
        assertThat(sweeper.sweep()).isZero();
    }

    @Test
    void whatKafkaDoesNotHaveTheRemovalOfIsKeptForTheNextTime() {
        deliveries(3);
        now = START.plus(Duration.ofHours(24));
        away = true;

        assertThatThrownBy(sweeper::sweep).isInstanceOf(UnavailableException.class);
        assertThat(catalogue.deliveries()).isEqualTo(3);

        away = false;
        assertThat(sweeper.sweep()).isEqualTo(3);
        assertThat(catalogue.deliveries()).isZero();
    }

    @Test
    void nothingIsRemovedWithinTheWindow() {
        deliveries(3);
        now = START.plus(Duration.ofHours(24)).minusMillis(1);

        assertThat(sweeper.sweep()).isZero();
        assertThat(batches).isEmpty();
    }

    private void deliveries(int count) {
        for (int i = 0; i < count; i++) {
            catalogue.keep("merge-" + i, new SeenDelivery(Digest.of("body " + i), List.of()), now);
        }
    }

    private CompletableFuture<Void> remove(List<String> keys) {
        if (away) {
            return CompletableFuture.failedFuture(new UnavailableException("Kafka is out of reach", null));
        }
        batches.add(keys);
        return CompletableFuture.completedFuture(null);
    }
}
