package dev.migrationgate.google;

import com.google.api.gax.batching.FlowControlSettings;
import com.google.cloud.logging.v2.LoggingClient;
import com.google.cloud.pubsub.v1.MessageReceiver;
import com.google.cloud.pubsub.v1.Subscriber;
import com.google.cloud.pubsub.v1.SubscriptionAdminClient;
import com.google.cloud.pubsub.v1.TopicAdminClient;
import com.google.cloud.run.v2.ExecutionsClient;
import com.google.cloud.run.v2.JobsClient;
import com.google.cloud.run.v2.RevisionsClient;
import com.google.cloud.run.v2.ServicesClient;
import com.google.cloud.run.v2.TasksClient;
import com.google.cloud.secretmanager.v1.SecretManagerServiceClient;
import io.opentelemetry.api.trace.Tracer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Google's clients, each opened when first asked for and closed together with this object.
 *
 * <p>Calls that change something are sent once, with a deadline of 20 s; calls that only read are repeated within that
 * time while the server answers UNAVAILABLE. Long-running operations are polled from every 100 ms up to every 5 s. All
 * methods are thread safe; a client that cannot be opened (no credentials, say) is an
 * {@link com.google.api.gax.rpc.UnavailableException}, and is opened by a later call.
 */
public final class GoogleCloud implements AutoCloseable {
    /** Messages that a receiver has at once, together. */
    private static final long MOST_BYTES = 32L * 1024 * 1024;

    private final Connection connection;
    private final LazyClient<JobsClient> jobs;
    private final LazyClient<ExecutionsClient> executions;
    private final LazyClient<TasksClient> tasks;
    private final LazyClient<ServicesClient> services;
    private final LazyClient<RevisionsClient> revisions;
    private final LazyClient<SecretManagerServiceClient> secrets;
    private final LazyClient<LoggingClient> logs;
    private final LazyClient<TopicAdminClient> topics;
    private final LazyClient<SubscriptionAdminClient> subscriptions;

    private GoogleCloud(Connection connection) {
        this.connection = connection;
        this.jobs = new LazyClient<>(() -> Clients.jobs(connection));
        this.executions = new LazyClient<>(() -> Clients.executions(connection));
        this.tasks = new LazyClient<>(() -> Clients.tasks(connection));
        this.services = new LazyClient<>(() -> Clients.services(connection));
        this.revisions = new LazyClient<>(() -> Clients.revisions(connection));
        this.secrets = new LazyClient<>(() -> Clients.secrets(connection));
        this.logs = new LazyClient<>(() -> Clients.logs(connection));
        this.topics = new LazyClient<>(() -> Clients.topics(connection));
        this.subscriptions = new LazyClient<>(() -> Clients.subscriptions(connection));
    }

    /**
     * Prepares the clients; nothing is connected yet.
     *
     * @param endpoint {@code http://host:port} of a server that speaks every API in plaintext gRPC, reached over one
     *     channel without credentials; empty for Google Cloud itself with application default credentials
     * @throws IllegalArgumentException if the endpoint has another form
     */
    public static GoogleCloud open(Optional<URI> endpoint) {
        return open(endpoint, Optional.empty());
    }

    /**
     * The same, with calls told as spans.
     *
     * @param tracer makes the spans; empty: none are told
     */
    public static GoogleCloud open(Optional<URI> endpoint, Optional<Tracer> tracer) {
        return new GoogleCloud(new Connection(endpoint, tracer));
    }

    /** Cloud Run jobs. */
    public JobsClient jobs() {
        return jobs.get();
    }

    /** Executions of Cloud Run jobs. */
    public ExecutionsClient executions() {
        return executions.get();
    }

    /** Tasks of executions. */
    public TasksClient tasks() {
        return tasks.get();
    }

    /** Cloud Run services. */
    public ServicesClient services() {
        return services.get();
    }

    /** Revisions of Cloud Run services. */
    public RevisionsClient revisions() {
        return revisions.get();
    }

    /** Secret Manager. */
    public SecretManagerServiceClient secrets() {
        return secrets.get();
    }

    /** Cloud Logging, as far as generated clients go. */
    public LoggingClient logs() {
        return logs.get();
    }

    /** Topics of Pub/Sub, and publishing to them. */
    public TopicAdminClient topics() {
        return topics.get();
    }

    /** Subscriptions of Pub/Sub. */
    public SubscriptionAdminClient subscriptions() {
        return subscriptions.get();
    }

    /**
     * Prepares to receive; the caller starts and stops it, and stops it before this object is closed. Once started, it connects again
     * whenever the connection is lost; it fails for good only where the answer cannot change by itself, as NOT_FOUND.
     *
     * @param subscription full name, {@code projects/…/subscriptions/…}
     * @param receiver called on a thread that many messages share, so it hands its work on
     * @param most how many messages the receiver may have at once
     * @param limit how long it may have one; then Pub/Sub gives it out again
     */
    public Subscriber subscriber(String subscription, MessageReceiver receiver, int most, Duration limit) {
        Subscriber.Builder builder = Subscriber.newBuilder(subscription, receiver)
                .setParallelPullCount(1)
                .setMaxAckExtensionPeriodDuration(limit)
                .setFlowControlSettings(FlowControlSettings.newBuilder()
                        .setMaxOutstandingElementCount((long) most)
                        .setMaxOutstandingRequestBytes(MOST_BYTES)
                        .build());
        connection.configure(builder);
        return builder.build();
    }

    /** Closes every client that was opened and the channel, within five seconds; may be called twice. */
    @Override
    public void close() {
        List.of(jobs, executions, tasks, services, revisions, secrets, logs, topics, subscriptions)
                .forEach(LazyClient::close);
        connection.close();
    }
}
