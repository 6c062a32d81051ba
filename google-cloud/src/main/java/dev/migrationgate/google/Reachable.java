package dev.migrationgate.google;

import com.google.api.gax.grpc.GrpcCallContext;
import com.google.api.gax.rpc.ApiException;
import com.google.cloud.run.v2.ListJobsRequest;
import java.time.Duration;
import java.util.Set;

/** Whether Cloud Run answers this process at all. */
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
     * Asks once, within 5 s.
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
