package dev.migrationgate.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationgate.access.Callers;
import dev.migrationgate.access.TestCallers;
import dev.migrationgate.ingest.GuideManifests;
import dev.migrationgate.ingest.catalogue.Catalogues;
import dev.migrationgate.ingest.intake.FakePublisher;
import io.vertx.core.Promise;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who sends slowly, or goes away, keeps nobody out who is known. */
class SlowBodyTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final RequestLimits FEW = new RequestLimits(2, 2, LONG);

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch gone = new CountDownLatch(1);
    private final Promise<Void> work = Promise.promise();

    @Test
    void strangersWhoTrickleKeepOutNobodyWhoIsKnown() throws Exception {
        try (var server = server(FEW, Callers.anybody())) {
            List<Socket> strangers = List.of(trickle(server, "/hooks/test", ""), trickle(server, "/hooks/test", ""));
            await().atMost(Duration.ofSeconds(30)).until(() -> hook(server) == 503);

            assertThat(server.post("/v1/validate", GuideManifests.ALL).statusCode())
                    .isEqualTo(200);
            assertThat(server.get("/v1/manifests").statusCode()).isEqualTo(200);
            for (Socket stranger : strangers) {
                stranger.close();
            }
        }
    }

    @Test
    void aSignatureThatIsYetToBeProvenIsAStrangers(@TempDir Path folder) throws Exception {
        var callers = new TestCallers(folder);
        try (var server = server(FEW, callers.callers())) {
            String signed = "webhook-signature: v1,AAAA\r\n";
            List<Socket> strangers =
                    List.of(trickle(server, "/v1/deployments", signed), trickle(server, "/v1/deployments", signed));
            await().atMost(Duration.ofSeconds(30)).until(() -> hook(server) == 503);

            String token = "Bearer " + TestCallers.token("deployer");
            assertThat(server.post("/v1/deployments", GuideManifests.ALL, "Authorization", token)
                            .statusCode())
                    .isEqualTo(202);
            for (Socket stranger : strangers) {
                stranger.close();
            }
        }
    }

    @Test
    void aBodyThatDoesNotComeInTimeIsGivenUp() throws Exception {
        try (var server = server(new RequestLimits(1, 1, Duration.ofMillis(50)), Callers.anybody())) {
            for (String path : List.of("/hooks/test", "/v1/validate")) {
                String head =
                        "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/yaml\r\nContent-Length: 9";
                String answer = RawHttp.exchange(server.port(), head, new byte[] {'a'});

                assertThat(answer).startsWith("HTTP/1.1 408 ").contains("body-too-slow");
            }
        }
    }

    @Test
    void aPlaceIsFreeOnlyOnceTheWorkIsDoneEvenIfTheSenderIsGone() throws Exception {
        try (var server = server(new RequestLimits(1, 1, LONG), Callers.anybody())) {
            Socket sender = trickle(server, "/hooks/work", "");
            sender.getOutputStream().write('b');
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            sender.close();
            assertThat(gone.await(30, TimeUnit.SECONDS)).isTrue();

            assertThat(hook(server)).isEqualTo(503);
            work.complete();
            await().atMost(Duration.ofSeconds(30)).until(() -> hook(server) == 204);
        }
    }

    @Test
    void aHookOfAnotherTypeIsRefusedBeforeItsBodyIsThere(@TempDir Path folder) throws Exception {
        try (var gate = new HookServer(folder)) {
            try (Socket sender = trickle(gate.port(), "/hooks/github", "")) {
                sender.setSoTimeout(20_000);

                assertThat(new String(sender.getInputStream().readNBytes(13), StandardCharsets.US_ASCII))
                        .isEqualTo("HTTP/1.1 415 ");
            }
        }
    }

    private TestServer server(RequestLimits limits, Callers callers) {
        var hooks = new ArrayList<Hook>();
        hooks.add(new Hook("/hooks/test", RoutingContext::next, SlowBodyTest::done));
        hooks.add(new Hook("/hooks/work", RoutingContext::next, context -> {
            InFlight.hold(context, work.future());
            context.addEndHandler(_ -> gone.countDown());
            begun.countDown();
        }));
        return new TestServer(Catalogues.complete(), limits, new FakePublisher(), callers, hooks);
    }

    private static void done(RoutingContext context) {
        context.response().setStatusCode(204).end();
    }

    private static int hook(TestServer server) throws Exception {
        return server.send(server.request("/hooks/test").POST(HttpRequest.BodyPublishers.ofString("{}")))
                .statusCode();
    }

    private static Socket trickle(TestServer server, String path, String headers) throws IOException {
        return trickle(server.port(), path, headers);
    }

    /** A request of two bytes of which one comes. */
    private static Socket trickle(int port, String path, String headers) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        String head = "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/yaml\r\n" + headers
                + "Content-Length: 2\r\n\r\na";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }
}
