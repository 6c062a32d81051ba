package dev.migrationgate.emulator.pubsub;

import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.ReceivedMessage;
import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.Topic;
import dev.migrationgate.emulator.call.Calls;
import dev.migrationgate.emulator.call.Refusal;
import dev.migrationgate.emulator.call.Times;
import dev.migrationgate.emulator.store.ResourceStore;
import io.grpc.BindableService;
import io.grpc.Status;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Topics, subscriptions and their messages. A message is on disk for each subscription of its topic before its publisher hears of it, and
 * stays there until it is acknowledged. Thread safe.
 */
public final class PubSub implements AutoCloseable {
    /** What a subscription says its topic is once that is gone. */
    private static final String DELETED_TOPIC = "_deleted-topic_";

    private final ResourceStore<Topic> topics;
    private final ResourceStore<Subscription> subscriptions;
    private final ResourceStore<ReceivedMessage> messages;
    private final Map<String, Backlog> backlogs = new ConcurrentHashMap<>();
    private final Clock clock;
    private final AtomicLong lastId;

    private PubSub(Path folder, Clock clock) {
        this.topics = ResourceStore.open(folder.resolve("topics"), Topic.getDefaultInstance());
        this.subscriptions = ResourceStore.open(folder.resolve("subscriptions"), Subscription.getDefaultInstance());
        this.messages = ResourceStore.open(folder.resolve("backlog"), ReceivedMessage.getDefaultInstance());
        this.clock = clock;
        // Ids grow across restarts, too, without a file of their own: nobody publishes a thousand messages in a
        // millisecond.
        this.lastId = new AtomicLong(clock.millis() * 1_000);
        subscriptions.all().forEach(kept -> backlogs.put(kept.getName(), backlog(kept.getName())));
    }

    /** Reads what the folder holds; all messages that were not acknowledged are given out anew. */
    public static PubSub open(Path folder, Clock clock) {
        return new PubSub(folder, clock);
    }

    /** What it serves. */
    public List<BindableService> services(Calls calls) {
        return List.of(new PublisherService(this, calls), new SubscriberService(this, calls));
    }

    ResourceStore<Topic> topics() {
        return topics;
    }

    synchronized Topic create(Topic wanted) {
        Limits.name(wanted.getName(), "topics");
        Topic topic = wanted.toBuilder().setState(Topic.State.ACTIVE).build();
        if (!topics.create(topic.getName(), topic)) {
            throw Refusal.exists("Topic", topic.getName());
        }
        return topic;
    }

    Topic topic(String name) {
        return topics.find(name).orElseThrow(() -> Refusal.notFound("Topic", name));
    }

    /** Its subscriptions stay, with what they have. */
    synchronized void deleteTopic(String name) {
        topic(name);
        subscriptionsOf(name)
                .forEach(subscription -> subscriptions.update(
                        subscription.getName(),
                        kept -> kept.toBuilder().setTopic(DELETED_TOPIC).build()));
        topics.remove(name);
    }

    synchronized Subscription create(Subscription wanted) {
        Limits.name(wanted.getName(), "subscriptions");
        topic(wanted.getTopic());
        Subscription subscription = Limits.subscription(wanted);
        if (!subscriptions.create(subscription.getName(), subscription)) {
            throw Refusal.exists("Subscription", subscription.getName());
        }
        backlogs.put(subscription.getName(), backlog(subscription.getName()));
        return subscription;
    }

    Subscription subscription(String name) {
        return subscriptions.find(name).orElseThrow(() -> Refusal.notFound("Subscription", name));
    }

    synchronized void deleteSubscription(String name) {
        subscription(name);
        Backlog backlog = backlogs.remove(name);
        if (backlog != null) {
            backlog.delete();
        }
        subscriptions.remove(name);
    }

    /** The messages of a subscription. */
    Backlog messages(String subscription) {
        subscription(subscription);
        Backlog backlog = backlogs.get(subscription);
        if (backlog == null) {
            throw Refusal.notFound("Subscription", subscription);
        }
        return backlog;
    }

    /** Keeps messages for every subscription of the topic, and gives them their ids. */
    synchronized List<String> publish(String topic, List<PubsubMessage> sent) {
        topic(topic);
        Limits.messages(sent);
        List<Backlog> takers = subscriptionsOf(topic).stream()
                .map(subscription -> messages(subscription.getName()))
                .toList();
        List<String> ids = new ArrayList<>();
        for (PubsubMessage message : sent) {
            PubsubMessage published = message.toBuilder()
                    .setMessageId(Long.toString(lastId.incrementAndGet()))
                    .setPublishTime(Times.timestamp(clock.instant()))
                    .build();
            takers.forEach(taker -> keep(taker, published));
            ids.add(published.getMessageId());
        }
        return ids;
    }

    private static void keep(Backlog taker, PubsubMessage message) {
        if (!taker.add(message)) {
            throw Status.RESOURCE_EXHAUSTED
                    .withDescription("a subscription keeps at most " + Backlog.MOST + " messages here")
                    .asRuntimeException();
        }
    }

    private List<Subscription> subscriptionsOf(String topic) {
        return subscriptions.all().stream()
                .filter(subscription -> subscription.getTopic().equals(topic))
                .toList();
    }

    private Backlog backlog(String subscription) {
        return new Backlog(subscription, messages, clock);
    }

    /** Ends the streams; every message stays. */
    @Override
    public void close() {
        backlogs.values().forEach(Backlog::close);
    }
}
