package dev.migrationgate.ledger.cdevents;

import dev.migrationgate.events.serde.RegistryException;
import dev.migrationgate.events.serde.UndecodableException;
import dev.migrationgate.ledger.fact.Coordinates;
import dev.migrationgate.ledger.store.StoreException;
import dev.migrationgate.ledger.store.StoredEvent;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Says what records tell. Whatever is wrong with one of them, it is counted, and the next ones are told all the same.
 *
 * @param lookup adds what the store knows
 * @param translation says it in CDEvents
 * @param tally counts what is left out
 */
record Teller(Lookup lookup, Translation translation, Tally tally) {
    /**
     * What a record tells; empty: nothing.
     *
     * @throws RegistryException the registry is out of reach
     * @throws StoreException the store cannot be read
     */
    Optional<CdEvent> of(ConsumerRecord<String, byte[]> record) {
        var place = new Coordinates(record.topic(), record.partition(), record.offset());
        try {
            return switch (translation.of(lookup.of(place, StoredEvent.of(record)))) {
                case Telling.Told(CdEvent event) when event.fits() -> Optional.of(event);
                case Telling.Told(CdEvent _) -> skipped(place, "too-large");
                case Telling.Skipped(String reason) -> skipped(place, reason);
                case Telling.Nothing() -> Optional.empty();
            };
        } catch (UndecodableException e) {
            return skipped(place, "unreadable");
        } catch (RegistryException | StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            tally.broken(place, e);
            return Optional.empty();
        }
    }

    private Optional<CdEvent> skipped(Coordinates place, String reason) {
        tally.skipped(place, reason);
        return Optional.empty();
    }
}
