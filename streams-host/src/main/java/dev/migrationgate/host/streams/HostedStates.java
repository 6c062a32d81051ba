package dev.migrationgate.host.streams;

import java.util.function.BiConsumer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Reads a machine's states from outside its threads. */
final class HostedStates {
    private HostedStates() {}

    /** Shows them one after the other: together they may take more room than there is. */
    static <S> void read(KafkaStreams streams, Hosted<S, ?, ?, ?> hosted, BiConsumer<String, S> reader) {
        try {
            ReadOnlyKeyValueStore<String, byte[]> store = streams.store(
                    StoreQueryParameters.fromNameAndType(hosted.store(), QueryableStoreTypes.keyValueStore()));
            try (KeyValueIterator<String, byte[]> all = store.all()) {
                while (all.hasNext()) {
                    KeyValue<String, byte[]> each = all.next();
                    reader.accept(each.key, hosted.states().decode(each.value));
                }
            }
        } catch (InvalidStateStoreException e) {
            throw new IllegalStateException("the states are being moved or restored; ask again in a moment", e);
        }
    }
}
