package dev.migrationgate.emulator;

import com.google.cloud.pubsub.v1.AckReplyConsumer;
import com.google.cloud.pubsub.v1.Subscriber;
import com.google.protobuf.ByteString;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.PullRequest;
import com.google.pubsub.v1.PullResponse;
import com.google.pubsub.v1.PushConfig;
import com.google.pubsub.v1.ReceivedMessage;
import com.google.pubsub.v1.SubscriptionName;
import com.google.pubsub.v1.TopicName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A topic with one subscription, and what a subscriber receives of it. */
final class TestQueue {
    static final String TOPIC = TopicName.format("builds-project", "cloud-builds");
    static final String SUBSCRIPTION = SubscriptionName.format("builds-project", "builds");

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final TestCloud cloud;
    private Optional<Subscriber> subscriber = Optional.empty();

    /** A message that a subscriber has. */
    record Received(PubsubMessage message, AckReplyConsumer reply) {
        String text() {
            return message.getData().toStringUtf8();
        }

        int attempt() {
            return Subscriber.getDeliveryAttempt(message);
        }
    }

    TestQueue(TestCloud cloud) {
        this.cloud = cloud;
    }

    TestQueue create() {
        cloud.clients().topics().createTopic(TOPIC);
        cloud.clients().subscriptions().createSubscription(SUBSCRIPTION, TOPIC, PushConfig.getDefaultInstance(), 10);
        return this;
    }

    String publish(String text) {
        PubsubMessage message = PubsubMessage.newBuilder()
                .setData(ByteString.copyFromUtf8(text))
                .putAttributes("status", "SUCCESS")
                .build();
        return cloud.clients().topics().publish(TOPIC, List.of(message)).getMessageIds(0);
    }

    void receive(int most) {
        Subscriber started = cloud.clients()
                .subscriber(
                        SUBSCRIPTION,
                        (message, reply) -> received.add(new Received(message, reply)),
                        most,
                        Duration.ofMinutes(1));
        started.startAsync().awaitRunning();
        subscriber = Optional.of(started);
    }

    Received next() throws InterruptedException {
        Received next = received.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no message came");
        }
        return next;
    }

    boolean nothingMore() {
        return received.isEmpty();
    }

    /** What a pull gives at once. */
    @SuppressWarnings("deprecation") // To wait for nothing to come would be a sleep.
    List<ReceivedMessage> pull() {
        PullResponse response = cloud.clients()
                .subscriptions()
                .pull(PullRequest.newBuilder()
                        .setSubscription(SUBSCRIPTION)
                        .setMaxMessages(100)
                        .setReturnImmediately(true)
                        .build());
        return response.getReceivedMessagesList();
    }

    void extend(String ackId, int seconds) {
        cloud.clients().subscriptions().modifyAckDeadline(SUBSCRIPTION, List.of(ackId), seconds);
    }

    void acknowledge(String ackId) {
        cloud.clients().subscriptions().acknowledge(SUBSCRIPTION, List.of(ackId));
    }

    void stop() throws TimeoutException {
        if (subscriber.isPresent()) {
            subscriber.get().stopAsync().awaitTerminated(20, TimeUnit.SECONDS);
            subscriber = Optional.empty();
        }
    }
}
