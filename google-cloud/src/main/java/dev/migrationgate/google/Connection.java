package dev.migrationgate.google;

import com.google.api.gax.core.FixedExecutorProvider;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.GrpcTransportChannel;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.api.gax.rpc.FixedTransportChannelProvider;
import com.google.api.gax.rpc.StubSettings;
import com.google.cloud.pubsub.v1.Subscriber;
import dev.migrationgate.failpoint.FailPoints;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What all clients of one {@link GoogleCloud} share: the timer threads and, with an endpoint, the channel. */
final class Connection implements AutoCloseable {
    private static final int MAX_MESSAGE_BYTES = 64 * 1024 * 1024;
    private static final long CLOSE_SECONDS = 5;

    private final Optional<ManagedChannel> channel;
    private final List<ClientInterceptor> traced;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("google-cloud-", 0).factory());

    private final ScheduledExecutorService timers;

    Connection(Optional<URI> endpoint, Optional<Tracer> tracer) {
        this.traced = tracer.<ClientInterceptor>map(TracedCalls::new).stream().toList();
        // What a client does later, it does for whom it did it first.
        this.timers = tracer.isPresent() ? Context.taskWrapping(threads) : threads;
        this.channel = endpoint.map(this::plaintext);
    }

    private ManagedChannel plaintext(URI endpoint) {
        if (!"http".equals(endpoint.getScheme()) || endpoint.getHost() == null || endpoint.getPort() <= 0) {
            throw new IllegalArgumentException(
                    "Google Cloud endpoint must be http://host:port, was '%s'; leave it out".formatted(endpoint)
                            + " to use Google Cloud itself");
        }
        return ManagedChannelBuilder.forAddress(endpoint.getHost(), endpoint.getPort())
                .usePlaintext()
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .intercept(traced)
                .intercept(FailPoints.enabled() ? List.of(new FailingCalls()) : List.of())
                .build();
    }

    /** Points a client's settings at this connection. Without an endpoint only the timer threads and who tells of calls are set. */
    void configure(StubSettings.Builder<?, ?> settings) {
        settings.setBackgroundExecutorProvider(FixedExecutorProvider.create(timers));
        if (channel.isEmpty()
                && !traced.isEmpty()
                && settings.getTransportChannelProvider() instanceof InstantiatingGrpcChannelProvider own) {
            settings.setTransportChannelProvider(
                    own.toBuilder().setInterceptorProvider(() -> traced).build());
        }
        channel.ifPresent(open -> settings.setCredentialsProvider(NoCredentialsProvider.create())
                .setTransportChannelProvider(fixed(open)));
    }

    /** Points a subscriber at this connection; its threads are this connection's, too. */
    void configure(Subscriber.Builder subscriber) {
        subscriber
                .setExecutorProvider(FixedExecutorProvider.create(timers))
                .setSystemExecutorProvider(FixedExecutorProvider.create(timers));
        channel.ifPresent(open -> subscriber
                .setCredentialsProvider(NoCredentialsProvider.create())
                .setChannelProvider(fixed(open)));
    }

    private static FixedTransportChannelProvider fixed(ManagedChannel channel) {
        return FixedTransportChannelProvider.create(GrpcTransportChannel.create(channel));
    }

    @Override
    public void close() {
        channel.ifPresent(Connection::shutDown);
        threads.shutdownNow();
    }

    private static void shutDown(ManagedChannel channel) {
        channel.shutdown();
        try {
            if (!channel.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                channel.shutdownNow();
            }
        } catch (InterruptedException e) {
            channel.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
