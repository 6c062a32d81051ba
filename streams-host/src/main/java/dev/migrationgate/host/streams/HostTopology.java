package dev.migrationgate.host.streams;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The one topology that hosts a machine: every source into one processor with one store, out through one sink. */
final class HostTopology {
    private HostTopology() {}

    static <I> List<Source<I>> sources(Hosted<?, I, ?, ?> hosted) {
        List<Source<I>> sources = new ArrayList<>(hosted.sources());
        sources.add(Source.observations(hosted.observations().name(), hosted.inputs()));
        return sources;
    }

    static <I> Topology of(
            Hosted<?, I, ?, ?> hosted, ProcessorSupplier<String, byte[], String, OutgoingRecord> processor) {
        Topology topology = new Topology();
        String[] names = sources(hosted).stream()
                .map(source -> {
                    String name = "read-" + source.topic();
                    topology.addSource(name, new StringDeserializer(), new ByteArrayDeserializer(), source.topic());
                    return name;
                })
                .toArray(String[]::new);
        topology.addProcessor("step", processor, names);
        topology.addStateStore(store(hosted.store()), "step");
        TopicNameExtractor<String, OutgoingRecord> topicOf = (key, outgoing, context) -> outgoing.topic();
        Serializer<OutgoingRecord> valueOf = (topic, outgoing) -> outgoing.value();
        topology.addSink("write", topicOf, new StringSerializer(), valueOf, "step");
        return topology;
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
        Serde<String> keys = Serdes.String();
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), keys, Serdes.ByteArray())
                .withCachingDisabled();
    }
}
