package dev.migrationgate.emulator;

import static dev.migrationgate.emulator.TestQueue.SUBSCRIPTION;
import static dev.migrationgate.emulator.TestQueue.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.api.gax.rpc.AlreadyExistsException;
import com.google.api.gax.rpc.InvalidArgumentException;
import com.google.api.gax.rpc.NotFoundException;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.PushConfig;
import com.google.pubsub.v1.ReceivedMessage;
import dev.migrationgate.emulator.fault.FaultSetting;
import dev.migrationgate.emulator.fault.RuledFaults;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pub/Sub as Google's own client sees it. */
class PubSubIT {
    private final RuledFaults faults = new RuledFaults(Clock.systemUTC());

    @TempDir
    Path directory;

    private TestCloud cloud;
    private TestQueue queue;

    @BeforeEach
    void start() {
        cloud = new TestCloud(directory, faults);
        queue = new TestQueue(cloud).create();
    }

    @AfterEach
    void stop() throws Exception {
        plan("{}");
        queue.stop();
        cloud.close();
    }

    @Test
    void aMessageIsReceivedAsItWasPublishedAndIsGoneOnceAcknowledged() throws Exception {
        queue.receive(10);
        String id = queue.publish("built");

        TestQueue.Received received = queue.next();

        assertThat(received.text()).isEqualTo("built");
        assertThat(received.message().getMessageId()).isEqualTo(id);
        assertThat(received.message().getAttributesMap()).containsEntry("status", "SUCCESS");
        received.reply().ack();
        queue.stop();
        cloud.stop();
        cloud.start();
        assertThat(queue.pull()).isEmpty();
    }

    @Test
    void aMessageThatIsGivenBackComesAgain() throws Exception {
        queue.receive(10);
        queue.publish("built");
        TestQueue.Received first = queue.next();

        first.reply().nack();

        TestQueue.Received second = queue.next();
        assertThat(second.message().getMessageId()).isEqualTo(first.message().getMessageId());
        assertThat(first.attempt()).isEqualTo(1);
        assertThat(second.attempt()).isEqualTo(2);
        second.reply().ack();
    }

    @Test
    void aMessageIsNobodyElsesUntilItsDeadlineAndThenItsFirstAcknowledgementIsVoid() {
        queue.publish("built");
        ReceivedMessage first = queue.pull().getFirst();
        assertThat(queue.pull()).isEmpty();

        queue.extend(first.getAckId(), 0);

        ReceivedMessage second = queue.pull().getFirst();
        queue.acknowledge(first.getAckId());
        queue.extend(second.getAckId(), 0);
        ReceivedMessage third = queue.pull().getFirst();
        assertThat(third.getMessage().getData().toStringUtf8()).isEqualTo("built");
        queue.acknowledge(third.getAckId());
        assertThat(queue.pull()).isEmpty();
    }

    @Test
    void whatNobodyAcknowledgedIsThereAfterARestart() {
        queue.publish("first");
        queue.publish("second");
        ReceivedMessage first = queue.pull().getFirst();
        queue.acknowledge(first.getAckId());

        cloud.stop();
        cloud.start();

        assertThat(queue.pull())
                .extracting(message -> message.getMessage().getData().toStringUtf8())
                .containsExactly("second");
    }

    @Test
    void everySubscriptionOfATopicGetsEveryMessage() {
        cloud.clients()
                .subscriptions()
                .createSubscription(SUBSCRIPTION + "-too", TOPIC, PushConfig.getDefaultInstance(), 10);

        queue.publish("built");

        assertThat(queue.pull()).hasSize(1);
        assertThat(cloud.clients()
                        .subscriptions()
                        .pull(SUBSCRIPTION + "-too", 1)
                        .getReceivedMessagesList())
                .hasSize(1);
    }

    @Test
    void aSubscriberHasNoMoreAtOnceThanItWanted() throws Exception {
        for (int i = 0; i < 5; i++) {
            queue.publish("build " + i);
        }
        queue.receive(2);
        TestQueue.Received first = queue.next();
        TestQueue.Received second = queue.next();

        // Whatever is not with the subscriber waits for the next one that asks.
        assertThat(queue.pull()).hasSize(3);
        assertThat(queue.nothingMore()).isTrue();
        first.reply().ack();
        second.reply().ack();
    }

    @Test
    void aSubscriberComesBackAfterItsStreamBroke() throws Exception {
        plan("{'rules':[{'method':'StreamingPull','percent':50,'before':'DROP'}]}");
        queue.receive(10);
        plan("{}");
        queue.publish("built");

        TestQueue.Received received = queue.next();

        assertThat(received.text()).isEqualTo("built");
        received.reply().ack();
    }

    @Test
    void anAcknowledgementWhoseAnswerIsLostHasItsEffect() {
        queue.publish("built");
        ReceivedMessage message = queue.pull().getFirst();
        plan("{'rules':[{'method':'Acknowledge','after':'UNAVAILABLE'}]}");

        assertThatThrownBy(() -> queue.acknowledge(message.getAckId())).hasMessageContaining("UNAVAILABLE");

        plan("{}");
        queue.extend(message.getAckId(), 0);
        assertThat(queue.pull()).isEmpty();
    }

    @Test
    void aStreamThatIsRefusedFromItsStartGivesNothingAway() throws Exception {
        plan("{'rules':[{'method':'StreamingPull','before':'UNAVAILABLE'}]}");
        queue.receive(10);
        queue.publish("built");

        assertThat(queue.pull()).hasSize(1);
        assertThat(queue.nothingMore()).isTrue();
    }

    @Test
    void whatDoesNotExistIsNotFoundAndASecondOfANameIsRefused() {
        assertThatThrownBy(() -> cloud.clients().subscriptions().pull(SUBSCRIPTION + "-none", 1))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() ->
                        cloud.clients().topics().publish(TOPIC + "-none", List.of(PubsubMessage.getDefaultInstance())))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> cloud.clients().topics().createTopic(TOPIC))
                .isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> queue.create()).isInstanceOf(AlreadyExistsException.class);
    }

    @Test
    void aSubscriberOfWhatDoesNotExistFails() {
        cloud.clients().subscriptions().deleteSubscription(SUBSCRIPTION);

        var subscriber = cloud.clients()
                .subscriber(SUBSCRIPTION, (message, reply) -> reply.ack(), 1, java.time.Duration.ofMinutes(1));
        subscriber.startAsync();

        await().untilAsserted(() -> assertThat(subscriber.failureCause()).hasMessageContaining("NOT_FOUND"));
    }

    @Test
    void aMessageOfNothingIsRefused() {
        assertThatThrownBy(() -> cloud.clients().topics().publish(TOPIC, List.of(PubsubMessage.getDefaultInstance())))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("data or an attribute");
    }

    private void plan(String json) {
        new FaultSetting(faults).put(json.replace('\'', '"'));
    }
}
