package dev.migrationgate.host.streams;

import java.util.Map;
import java.util.TreeMap;
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

    static <S> Map<String, S> read(KafkaStreams streams, Hosted<S, ?, ?, ?> hosted) {
        try {
            ReadOnlyKeyValueStore<String, byte[]> store = streams.store(
                    StoreQueryParameters.fromNameAndType(hosted.store(), QueryableStoreTypes.keyValueStore()));
            Map<String, S> states = new TreeMap<>();
            try (KeyValueIterator<String, byte[]> all = store.all()) {
                while (all.hasNext()) {
                    KeyValue<String, byte[]> each = all.next();
                    states.put(each.key, hosted.states().decode(each.value));
                }
            }
            return states;
        } catch (InvalidStateStoreException e) {
            throw new IllegalStateException("the states are being moved or restored; ask again in a moment", e);
        }
    }
}
