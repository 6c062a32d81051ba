package dev.migrationgate.cli.deadletter;

import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.broker.BrokerOptions;
import dev.migrationgate.events.broker.Brokers;
import dev.migrationgate.events.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topic of dead letters on a broker.
 *
 * @param brokers which
 */
record DeadLetters(Brokers brokers) {
    private static final int LIMIT_MILLIS = 10_000;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int MAX_RECORD_BYTES = 3 * 1024 * 1024;

    /** All that lie there now, partition by partition in the order of their arrival. Holds them all in memory. */
    List<Letter> read() {
        Map<String, Object> settings = brokers.with(Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                LIMIT_MILLIS));
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return read(consumer);
        } catch (KafkaException e) {
            throw unusable(e);
        }
    }

    private static List<Letter> read(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (PartitionInfo each : consumer.partitionsFor(Topics.DEAD_LETTER.name())) {
            partitions.add(new TopicPartition(each.topic(), each.partition()));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        List<Letter> letters = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(record -> letters.add(new Letter(record)));
        }
        letters.sort((one, other) -> one.record().partition() != other.record().partition()
                ? Integer.compare(one.record().partition(), other.record().partition())
                : Long.compare(one.record().offset(), other.record().offset()));
        return letters;
    }

    /** Writes records, and returns when the brokers have them all. */
    void send(List<ProducerRecord<byte[], byte[]>> records) throws InterruptedException {
        Map<String, Object> settings = brokers.with(Map.of(
                ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.MAX_BLOCK_MS_CONFIG, LIMIT_MILLIS,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            // One after the other: if one fails, those before it are there and those after it are not.
            for (ProducerRecord<byte[], byte[]> record : records) {
                producer.send(record).get();
            }
        } catch (ExecutionException e) {
            throw unusable(new KafkaException(e.getCause()));
        } catch (KafkaException e) {
            throw unusable(e);
        }
    }

    private CommandException unusable(KafkaException e) {
        return new CommandException(
                CommandException.UNUSABLE, "Kafka at " + brokers.servers() + ": " + BrokerOptions.reason(e));
    }
}
