package dev.migrationgate.trace.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationgate.trace.TraceParent;
import dev.migrationgate.trace.span.Traces;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TracedRequestsTest {
    private static final TraceParent CALLER = TraceParent.derivedFrom("caller");

    private final InMemorySpanExporter told = InMemorySpanExporter.create();
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        http.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aRequestIsASpanOfItsCallersTraceAndWhatComesOfItBelongsToThatSpan() throws Exception {
        int port = serve(Traces.to(SimpleSpanProcessor.create(told)));

        String answer = get(port, "GET", CALLER.text());

        SpanData span = only();
        TraceParent inside = new TraceParent(answer);
        assertThat(span.getName()).isEqualTo("GET /things/:id");
        assertThat(span.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(span.getParentSpanId()).isEqualTo(CALLER.spanId());
        assertThat(span.getTraceId()).isEqualTo(CALLER.traceId()).isEqualTo(inside.traceId());
        assertThat(span.getSpanId()).isEqualTo(inside.spanId());
        assertThat(span.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
                .isEqualTo(200);
        assertThat(span.getAttributes().asMap().toString()).doesNotContain("hidden");
    }

    @Test
    void aHostileHeaderBeginsANewTraceAndAnInventedMethodIsNoName() throws Exception {
        int port = serve(Traces.to(SimpleSpanProcessor.create(told)));

        String answer = get(port, "INVENTED", "00-nonsense");

        assertThat(only().getParentSpanContext().isValid()).isFalse();
        assertThat(only().getName()).startsWith("_OTHER");
        assertThat(TraceParent.parse(answer)).isPresent();
    }

    @Test
    void whereNothingIsToldTheCallersContextGoesOnAsItCame() throws Exception {
        int port = serve(Traces.off());

        assertThat(get(port, "GET", CALLER.text())).isEqualTo(CALLER.text());
        assertThat(get(port, "GET", "00-nonsense")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        assertThat(told.getFinishedSpanItems()).isEmpty();
    }

    private int serve(Traces traces) {
        Router router = Router.router(vertx);
        router.route().handler(new TracedRequests(traces, new Random(3)));
        router.route("/things/:id")
                .handler(context ->
                        context.response().end(TracedRequests.of(context).text()));
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private String get(int port, String method, String traceparent) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/things/1?key=hidden"))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header(TraceParent.HEADER, traceparent)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private SpanData only() {
        await().untilAsserted(() -> assertThat(told.getFinishedSpanItems()).hasSize(1));
        return told.getFinishedSpanItems().getFirst();
    }
}
