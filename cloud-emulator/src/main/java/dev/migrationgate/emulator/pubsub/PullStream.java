package dev.migrationgate.emulator.pubsub;

import com.google.pubsub.v1.ReceivedMessage;
import com.google.pubsub.v1.StreamingPullRequest;
import com.google.pubsub.v1.StreamingPullResponse;
import dev.migrationgate.emulator.call.Refusal;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One open {@code StreamingPull}: a thread of its own sends what waits, as much as the client wants to hold at once. Every later request is
 * answered, be it with nothing, since Google's client takes silence after a request for a dead stream.
 */
final class PullStream implements StreamObserver<StreamingPullRequest> {
    /** How many messages go into one answer. */
    private static final int BATCH = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PubSub pubSub;
    private final ServerCallStreamObserver<StreamingPullResponse> answer;
    /** What this stream gave out and was not seen to be done with. */
    private final Set<String> given = ConcurrentHashMap.newKeySet();

    private volatile Duration deadline = Duration.ZERO;
    private volatile boolean over;
    private volatile @Nullable Backlog backlog;

    PullStream(PubSub pubSub, ServerCallStreamObserver<StreamingPullResponse> answer) {
        this.pubSub = pubSub;
        this.answer = answer;
        answer.setOnCancelHandler(this::stop);
        answer.setOnCloseHandler(this::stop);
        answer.setOnReadyHandler(this::wake);
    }

    @Override
    public void onNext(StreamingPullRequest request) {
        try {
            Backlog known = backlog;
            if (known == null) {
                begin(request);
            } else {
                goOn(request, known);
            }
        } catch (StatusRuntimeException refused) {
            end(refused);
        }
    }

    private void begin(StreamingPullRequest request) {
        deadline = Limits.streamDeadline(request.getStreamAckDeadlineSeconds());
        Backlog known = pubSub.messages(request.getSubscription());
        backlog = known;
        long wanted = request.getMaxOutstandingMessages();
        long most = wanted <= 0 ? Integer.MAX_VALUE : Math.min(wanted, Integer.MAX_VALUE);
        Thread.ofVirtual().name("pull-stream").start(() -> serve(known, (int) most));
    }

    private void goOn(StreamingPullRequest request, Backlog known) {
        if (request.getModifyDeadlineAckIdsCount() != request.getModifyDeadlineSecondsCount()) {
            throw Refusal.invalid("modify_deadline_seconds", "must be as many as modify_deadline_ack_ids");
        }
        if (request.getStreamAckDeadlineSeconds() != 0) {
            deadline = Limits.streamDeadline(request.getStreamAckDeadlineSeconds());
        }
        known.acknowledge(request.getAckIdsList());
        for (int i = 0; i < request.getModifyDeadlineAckIdsCount(); i++) {
            known.extend(request.getModifyDeadlineAckIds(i), Limits.extension(request.getModifyDeadlineSeconds(i)));
        }
        send(List.of());
    }

    private void serve(Backlog known, int most) {
        try {
            while (!over) {
                List<ReceivedMessage> taken = known.take(() -> room(known, most), deadline, PATIENCE);
                if (!taken.isEmpty()) {
                    taken.forEach(message -> given.add(message.getAckId()));
                    send(taken);
                } else if (known.closed()) {
                    end(Status.UNAVAILABLE.withDescription("closing").asRuntimeException());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How much more the client may be given now; less than nothing once the stream is over. */
    private int room(Backlog known, int most) {
        if (over) {
            return -1;
        }
        given.removeIf(ackId -> known.held(List.of(ackId)) == 0);
        return answer.isReady() ? Math.clamp(most - given.size(), 0, BATCH) : 0;
    }

    /** What was taken and cannot be sent comes again after its deadline. */
    private synchronized void send(List<ReceivedMessage> messages) {
        if (!over) {
            answer.onNext(StreamingPullResponse.newBuilder()
                    .addAllReceivedMessages(messages)
                    .build());
        }
    }

    private synchronized void end(StatusRuntimeException status) {
        if (!over) {
            over = true;
            answer.onError(status);
            wake();
        }
    }

    private void stop() {
        over = true;
        wake();
    }

    private void wake() {
        Backlog known = backlog;
        if (known != null) {
            known.wake();
        }
    }

    @Override
    public void onError(Throwable gone) {
        stop();
    }

    @Override
    public synchronized void onCompleted() {
        if (!over) {
            over = true;
            answer.onCompleted();
            wake();
        }
    }
}
