package dev.migrationgate.ingest.http;

import static dev.migrationgate.ingest.source.ShopFiles.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.ingest.hook.HostBodies;
import dev.migrationgate.repository.CommitId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

class HookFuzzTest {
    private static final List<String> HEADERS = List.of(
            "X-GitHub-Event",
            "X-GitHub-Delivery",
            "X-Hub-Signature-256",
            "X-Gitlab-Event",
            "X-Gitlab-Token",
            "X-Gitlab-Event-UUID",
            "webhook-id",
            "webhook-timestamp",
            "webhook-signature",
            "traceparent",
            "Content-Encoding");

    private Path folder;
    private HookServer gate;
    private CommitId commit;

    @BeforeProperty
    void start() throws IOException {
        folder = Files.createTempDirectory("hooks");
        gate = new HookServer(folder);
        commit = gate.following.commit(SHOP);
    }

    @AfterProperty
    void stop() throws IOException {
        gate.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(HookFuzzTest::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A header and its value. */
    record Header(String name, String value) {}

    @Property(tries = 200)
    void whatAStrangerSendsIsRefusedAndReachesNobody(
            @ForAll("hosts") String host, @ForAll byte[] body, @ForAll("headers") List<Header> headers)
            throws Exception {
        HttpRequest.Builder request = gate.request("/hooks/" + host, body).header("Content-Type", "application/json");
        headers.forEach(header -> request.header(header.name(), header.value()));

        HttpResponse<String> answer = gate.send(request);

        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 401, 404, 415);
        assertHarmless(answer);
        assertThat(gate.following.server.requests()).isEmpty();
    }

    @Property(tries = 200)
    void whatAHostSignsIsNeverAFailureOfOurs(
            @ForAll("changes") List<Change> changes, @ForAll("events") String event, @ForAll("ids") String id)
            throws Exception {
        var body = new JsonObject(
                HostBodies.githubPush("acme/manifests", "refs/heads/main", HostBodies.NO_COMMIT, commit.value()));
        changes.forEach(change -> change.to(body));

        HttpResponse<String> answer = gate.tell(id, event, body.encode().getBytes(StandardCharsets.UTF_8));

        assertThat(answer.statusCode())
                .as(answer.body())
                .matches(status -> status < 500 || status == 503, "no failure of ours");
        assertHarmless(answer);
    }

    private static void assertHarmless(HttpResponse<String> answer) {
        assertThat(answer.body())
                .doesNotContain("Exception", "\tat ", "dev.migrationgate", HookServer.SECRET, "/secrets/");
    }

    /** One field that has another value, or is gone. */
    record Change(List<String> path, Object value) {
        void to(JsonObject body) {
            JsonObject object = body;
            for (String name : path.subList(0, path.size() - 1)) {
                if (!(object.getValue(name) instanceof JsonObject inner)) {
                    return;
                }
                object = inner;
            }
            if (value.equals("(gone)")) {
                object.remove(path.getLast());
            } else {
                object.put(path.getLast(), value);
            }
        }
    }

    @Provide
    Arbitrary<String> hosts() {
        return Arbitraries.of("github", "gitlab");
    }

    @Provide
    Arbitrary<List<Header>> headers() {
        Arbitrary<String> values = Arbitraries.oneOf(
                Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(80),
                Arbitraries.of(
                        "push", "ping", "Push Hook", "sha256=" + "0".repeat(64), "v1,AAAA", "1761987600", "gzip"));
        return Combinators.combine(Arbitraries.of(HEADERS), values)
                .as(Header::new)
                .list()
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> events() {
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(8, Arbitraries.just("push")),
                net.jqwik.api.Tuple.of(1, Arbitraries.just("ping")),
                net.jqwik.api.Tuple.of(
                        1,
                        Arbitraries.strings()
                                .withCharRange('!', '~')
                                .ofMinLength(1)
                                .ofMaxLength(100)));
    }

    @Provide
    Arbitrary<String> ids() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withCharRange('a', 'f').ofMinLength(1).ofMaxLength(8),
                Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(200));
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        Arbitrary<List<String>> paths = Arbitraries.of(
                List.of("ref"),
                List.of("before"),
                List.of("after"),
                List.of("deleted"),
                List.of("repository"),
                List.of("repository", "full_name"),
                List.of("sender"),
                List.of("sender", "login"),
                List.of("pusher", "name"));
        Arbitrary<Object> values = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(300).map(text -> text),
                Arbitraries.integers().map(number -> number),
                Arbitraries.of(true, false).map(flag -> flag),
                Arbitraries.of(
                        "(gone)",
                        "refs/heads/main",
                        "refs/heads/../main",
                        "refs/heads/",
                        "refs/tags/main",
                        "ACME/manifests",
                        "f".repeat(40),
                        "f".repeat(64),
                        HostBodies.NO_COMMIT,
                        new JsonObject(),
                        new JsonArray().add(new JsonArray())));
        return Combinators.combine(paths, values).as(Change::new).list().ofMaxSize(3);
    }
}
