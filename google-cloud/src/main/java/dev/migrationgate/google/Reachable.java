package dev.migrationgate.google;

import com.google.api.gax.grpc.GrpcCallContext;
import com.google.api.gax.rpc.ApiException;
import com.google.cloud.run.v2.ListJobsRequest;
import com.google.pubsub.v1.ModifyAckDeadlineRequest;
import java.time.Duration;
import java.util.Set;

/** Whether Google Cloud answers this process at all. */
public final class Reachable {
    private static final ListJobsRequest REQUEST = ListJobsRequest.newBuilder()
            // A name that no project can have: any answer is as good as another.
            .setParent("projects/-/locations/-")
            .setPageSize(1)
            .build();
    private static final GrpcCallContext ONCE = GrpcCallContext.createDefault()
            .withTimeoutDuration(Duration.ofSeconds(5))
            .withRetryableCodes(Set.of());

    private Reachable() {}

    /**
     * Asks Pub/Sub once, within 5 s, whether this process may receive from a subscription.
     *
     * @throws ApiException there was no answer, it does not know who asks, or nothing can be received
     */
    public static void check(GoogleCloud google, String subscription) {
        // Without a message, so that it changes nothing whatever the answer is.
        ModifyAckDeadlineRequest request = ModifyAckDeadlineRequest.newBuilder()
                .setSubscription(subscription)
                .setAckDeadlineSeconds(10)
                .build();
        try {
            var _ = google.subscriptions().modifyAckDeadlineCallable().call(request, ONCE);
        } catch (ApiException error) {
            switch (error.getStatusCode().getCode()) {
                case UNAVAILABLE, DEADLINE_EXCEEDED, UNAUTHENTICATED, PERMISSION_DENIED, NOT_FOUND -> throw error;
                default -> {
                    // An answer: Pub/Sub itself refuses a request without a message.
                }
            }
        }
    }

    /**
     * Asks Cloud Run once, within 5 s.
     *
     * @throws ApiException there was no answer, or it does not know who asks
     */
    public static void check(GoogleCloud google) {
        try {
            var _ = google.jobs().listJobsCallable().call(REQUEST, ONCE);
        } catch (ApiException error) {
            switch (error.getStatusCode().getCode()) {
                case UNAVAILABLE, DEADLINE_EXCEEDED, UNAUTHENTICATED -> throw error;
                default -> {
                    // An answer; nothing of the name exists.
                }
            }
        }
    }
}
