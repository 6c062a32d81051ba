package dev.migrationgate.emulator.pubsub;

import com.google.protobuf.Empty;
import com.google.pubsub.v1.AcknowledgeRequest;
import com.google.pubsub.v1.DeleteSubscriptionRequest;
import com.google.pubsub.v1.GetSubscriptionRequest;
import com.google.pubsub.v1.ModifyAckDeadlineRequest;
import com.google.pubsub.v1.PullRequest;
import com.google.pubsub.v1.PullResponse;
import com.google.pubsub.v1.StreamingPullRequest;
import com.google.pubsub.v1.StreamingPullResponse;
import com.google.pubsub.v1.SubscriberGrpc.SubscriberImplBase;
import com.google.pubsub.v1.Subscription;
import dev.migrationgate.emulator.call.Calls;
import dev.migrationgate.emulator.call.Refusal;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;

/** {@code google.pubsub.v1.Subscriber}. */
final class SubscriberService extends SubscriberImplBase {
    private static final String SERVICE = "google.pubsub.v1.Subscriber/";

    /** How long a pull waits for a message; Pub/Sub says only that it is bounded. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final PubSub pubSub;
    private final Calls calls;

    SubscriberService(PubSub pubSub, Calls calls) {
        this.pubSub = pubSub;
        this.calls = calls;
    }

    @Override
    public void createSubscription(Subscription request, StreamObserver<Subscription> answer) {
        calls.change(SERVICE + "CreateSubscription", request.getName(), answer, () -> pubSub.create(request));
    }

    @Override
    public void getSubscription(GetSubscriptionRequest request, StreamObserver<Subscription> answer) {
        calls.read(answer, () -> pubSub.subscription(request.getSubscription()));
    }

    @Override
    public void deleteSubscription(DeleteSubscriptionRequest request, StreamObserver<Empty> answer) {
        calls.change(SERVICE + "DeleteSubscription", request.getSubscription(), answer, () -> {
            pubSub.deleteSubscription(request.getSubscription());
            return Empty.getDefaultInstance();
        });
    }

    @Override
    @SuppressWarnings("deprecation") // return_immediately is discouraged, not gone
    public void pull(PullRequest request, StreamObserver<PullResponse> answer) {
        calls.read(answer, () -> {
            if (request.getMaxMessages() <= 0) {
                throw Refusal.invalid("max_messages", "must be positive, was " + request.getMaxMessages());
            }
            Duration patience = request.getReturnImmediately() ? Duration.ZERO : PATIENCE;
            Subscription subscription = pubSub.subscription(request.getSubscription());
            Duration deadline = Duration.ofSeconds(subscription.getAckDeadlineSeconds());
            try {
                return PullResponse.newBuilder()
                        .addAllReceivedMessages(pubSub.messages(request.getSubscription())
                                .take(() -> request.getMaxMessages(), deadline, patience))
                        .build();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Status.UNAVAILABLE.withDescription("closing").withCause(e).asRuntimeException();
            }
        });
    }

    @Override
    public StreamObserver<StreamingPullRequest> streamingPull(StreamObserver<StreamingPullResponse> answer) {
        return new PullStream(pubSub, (ServerCallStreamObserver<StreamingPullResponse>) answer);
    }

    @Override
    public void acknowledge(AcknowledgeRequest request, StreamObserver<Empty> answer) {
        calls.change(SERVICE + "Acknowledge", request.getSubscription(), answer, () -> {
            pubSub.messages(request.getSubscription()).acknowledge(request.getAckIdsList());
            return Empty.getDefaultInstance();
        });
    }

    @Override
    public void modifyAckDeadline(ModifyAckDeadlineRequest request, StreamObserver<Empty> answer) {
        calls.read(answer, () -> {
            Duration extension = Limits.extension(request.getAckDeadlineSeconds());
            Backlog backlog = pubSub.messages(request.getSubscription());
            request.getAckIdsList().forEach(ackId -> backlog.extend(ackId, extension));
            return Empty.getDefaultInstance();
        });
    }
}
