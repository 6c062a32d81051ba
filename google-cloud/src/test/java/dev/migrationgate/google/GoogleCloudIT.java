package dev.migrationgate.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.gax.rpc.UnavailableException;
import com.google.cloud.run.v2.CreateJobRequest;
import com.google.cloud.run.v2.GetJobRequest;
import com.google.cloud.run.v2.Job;
import com.google.cloud.run.v2.JobsGrpc;
import com.google.longrunning.Operation;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GoogleCloudIT {
    private static final String NAME = "projects/p/locations/l/jobs/j";

    private final FlakyJobs served = new FlakyJobs();
    private Server server;
    private GoogleCloud cloud;

    @BeforeEach
    void startServer() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(served)
                .build()
                .start();
        cloud = GoogleCloud.open(Optional.of(URI.create("http://127.0.0.1:" + server.getPort())));
    }

    @AfterEach
    void stopServer() {
        cloud.close();
        server.shutdownNow();
    }

    @Test
    void anEndpointIsReachedInPlaintextWithoutCredentials() {
        Job job = cloud.jobs().getJob(NAME);

        assertThat(job.getName()).isEqualTo(NAME);
    }

    @Test
    void theFirstCallsReadOnlyAndTakeAnyAnswer() {
        // The server has jobs alone: all but one call are UNIMPLEMENTED.
        FirstCalls.ofJobs(cloud);
        FirstCalls.ofServices(cloud);

        assertThat(served.calls).hasValue(2);
    }

    @Test
    void aReadIsRepeatedWhileTheServerIsUnavailable() {
        served.refusals.set(2);

        cloud.jobs().getJob(NAME);

        assertThat(served.calls).hasValue(3);
    }

    @Test
    void aChangeIsSentOnceHoweverItsFirstAnswerLooks() {
        served.refusals.set(1);
        CreateJobRequest request = CreateJobRequest.getDefaultInstance();

        assertThatThrownBy(() -> cloud.jobs().createJobCallable().call(request))
                .isInstanceOf(UnavailableException.class);

        assertThat(served.calls).hasValue(1);
    }

    @Test
    void anOperationIsStartedOnceHoweverItsFirstAnswerLooks() {
        served.refusals.set(1);
        CreateJobRequest request = CreateJobRequest.getDefaultInstance();

        assertThatThrownBy(() -> cloud.jobs().createJobOperationCallable().call(request))
                .isInstanceOf(UnavailableException.class);

        assertThat(served.calls).hasValue(1);
    }

    @Test
    void aCallIsToldWithEachOfItsTriesWhereItIsMadeForSomethingThatIsTold() {
        InMemorySpanExporter told = InMemorySpanExporter.create();
        try (SdkTracerProvider provider = SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(told))
                        .build();
                GoogleCloud traced = GoogleCloud.open(
                        Optional.of(URI.create("http://127.0.0.1:" + server.getPort())),
                        Optional.of(provider.get("test")))) {
            served.refusals.set(1);
            traced.jobs().getJob(NAME);
            assertThat(told.getFinishedSpanItems()).isEmpty();

            served.refusals.set(1);
            Span parent = provider.get("test").spanBuilder("effect").startSpan();
            try (Scope _ = parent.makeCurrent()) {
                traced.jobs().getJob(NAME);
            }

            assertThat(told.getFinishedSpanItems())
                    .extracting(SpanData::getName)
                    .containsOnly("google.cloud.run.v2.Jobs/GetJob")
                    .hasSize(2);
            assertThat(told.getFinishedSpanItems())
                    .extracting(SpanData::getParentSpanId)
                    .containsOnly(parent.getSpanContext().getSpanId());
            assertThat(told.getFinishedSpanItems().getFirst().getStatus().getStatusCode())
                    .isEqualTo(StatusCode.ERROR);
            assertThat(told.getFinishedSpanItems().toString()).doesNotContain(NAME);
        }
    }

    @Test
    void theSameClientIsGivenOutEveryTime() {
        assertThat(cloud.jobs()).isSameAs(cloud.jobs());
    }

    @Test
    void anEndpointThatIsNotPlainHttpIsRefused() {
        assertThatThrownBy(() -> GoogleCloud.open(Optional.of(URI.create("https://run.example"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://host:port");
    }

    /** Answers UNAVAILABLE as often as told, then properly; counts every call. */
    private static final class FlakyJobs extends JobsGrpc.JobsImplBase {
        private final AtomicInteger refusals = new AtomicInteger();
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public void getJob(GetJobRequest request, StreamObserver<Job> answer) {
            reply(Job.newBuilder().setName(request.getName()).build(), answer);
        }

        @Override
        public void createJob(CreateJobRequest request, StreamObserver<Operation> answer) {
            reply(Operation.newBuilder().setName("operations/1").setDone(true).build(), answer);
        }

        private <T> void reply(T value, StreamObserver<T> answer) {
            calls.incrementAndGet();
            if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                answer.onError(Status.UNAVAILABLE.asRuntimeException());
                return;
            }
            answer.onNext(value);
            answer.onCompleted();
        }
    }
}
