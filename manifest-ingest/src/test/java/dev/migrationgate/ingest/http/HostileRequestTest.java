package dev.migrationgate.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.ingest.GuideManifests;
import dev.migrationgate.ingest.catalogue.Catalogues;
import dev.migrationgate.ingest.intake.FakePublisher;
import dev.migrationgate.manifests.model.ManifestReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;

/** Whatever is sent, the answer is none that blames ourselves, and none that shows our insides. */
class HostileRequestTest {
    private static final String JSON = new ManifestReader()
            .read("x", GuideManifests.ALL).manifests().stream()
                    .map(manifest -> manifest.canonical())
                    .collect(Collectors.joining(",", "[", "]"));
    private static final List<String> INSIDES =
            List.of("Exception", "dev.migrationgate", "java.", "\tat ", "io.vertx", "io.netty", "snakeyaml", "jackson");

    private final TestServer server = new TestServer(Catalogues.complete(), 8, new FakePublisher());

    @AfterProperty
    void goodRequestsAreStillTaken() throws Exception {
        try (server) {
            String answer = post(
                    "/v1/validate",
                    "Content-Type: application/yaml",
                    GuideManifests.ALL.getBytes(StandardCharsets.UTF_8));
            assertThat(answer).startsWith("HTTP/1.1 200 ");
        }
    }

    @Property(tries = 300)
    void anyBytesAreAnswered(@ForAll("paths") String path, @ForAll("types") String type, @ForAll byte[] body)
            throws Exception {
        mustBeDecent(post(path, "Content-Type: " + type, body));
    }

    @Property(tries = 600)
    void damagedManifestsAreAnswered(@ForAll("paths") String path, @ForAll("damagedYaml") String body)
            throws Exception {
        mustBeDecent(post(path, "Content-Type: application/yaml", body.getBytes(StandardCharsets.UTF_8)));
    }

    @Property(tries = 600)
    void damagedJsonIsAnswered(
            @ForAll("paths") String path, @ForAll("types") String type, @ForAll("damagedJson") String body)
            throws Exception {
        mustBeDecent(post(path, "Content-Type: " + type, body.getBytes(StandardCharsets.UTF_8)));
    }

    @Property(tries = 300)
    void anyHeadersAreAnswered(
            @ForAll("paths") String path, @ForAll("headers") String header, @ForAll("headerValues") String value)
            throws Exception {
        byte[] body = GuideManifests.ALL.getBytes(StandardCharsets.UTF_8);
        String type = header.equals("Content-Type") ? "" : "Content-Type: application/yaml\r\n";
        mustBeDecent(post(path, type + header + ": " + value, body));
    }

    @Property(tries = 200)
    void aLengthThatIsNotTheBodysIsAnsweredOrTheConnectionIsClosed(
            @ForAll("lengths") String length, @ForAll byte[] body) throws Exception {
        // What was announced and does not come would be waited for.
        String answer = RawHttp.exchangeAndEnd(
                server.port(),
                "POST /v1/deployments HTTP/1.1\r\nHost: x\r\nContent-Type: application/yaml\r\nContent-Length: "
                        + length,
                body);
        if (!answer.isEmpty()) {
            mustBeDecent(answer);
        }
    }

    @Property(tries = 200)
    void anyRequestLineIsAnsweredOrTheConnectionIsClosed(@ForAll("headerValues") String line) throws Exception {
        String answer = RawHttp.exchangeAndEnd(server.port(), line + "\r\nHost: x", new byte[0]);
        if (!answer.isEmpty()) {
            mustBeDecent(answer);
        }
    }

    private String post(String path, String headers, byte[] body) throws Exception {
        return RawHttp.exchange(
                server.port(),
                "POST " + path + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\nContent-Length: " + body.length,
                body);
    }

    private static void mustBeDecent(String answer) {
        assertThat(answer).matches("(?s)HTTP/1\\.[01] [1-4][0-9][0-9] .*").doesNotContain(INSIDES);
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of("/v1/deployments", "/v1/validate", "/v1/deployments/d/commands");
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.of("application/yaml", "application/json", "text/x-yaml; charset=utf-8");
    }

    @Provide
    Arbitrary<String> headers() {
        return Arbitraries.of(
                "Content-Type",
                "Content-Encoding",
                "Idempotency-Key",
                "traceparent",
                "webhook-id",
                "webhook-timestamp",
                "webhook-signature",
                "Authorization",
                "Transfer-Encoding",
                "Expect");
    }

    /** Of one line: what ends a line would begin another header, which the others cover. */
    @Provide
    Arbitrary<String> headerValues() {
        Arbitrary<String> any = Arbitraries.strings()
                .withCharRange(' ', '~')
                .withCharRange('\u00a0', '\u00ff')
                .withChars('\t')
                .ofMaxLength(300);
        Arbitrary<String> nearly = Arbitraries.of(
                "application/yaml; charset=",
                ";;;",
                "application/json;charset=\"utf-8",
                "00-" + "0".repeat(32) + "-" + "0".repeat(16) + "-01",
                "00-" + "f".repeat(32) + "-" + "f".repeat(16) + "-zz",
                "gzip",
                "chunked",
                "100-continue",
                "Bearer ",
                "Bearer a.b.c",
                "v1,AAAA v1,",
                "GET /v1/deployments/%00 HTTP/1.1",
                "POST /v1/deployments/%zz/commands HTTP/1.1",
                "GET /v1/deployments/" + "a".repeat(5_000) + " HTTP/1.1",
                "GET http://[::1 HTTP/1.1");
        return Arbitraries.oneOf(any, nearly);
    }

    @Provide
    Arbitrary<String> lengths() {
        return Arbitraries.oneOf(
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.integers().between(0, 2_000).map(String::valueOf),
                Arbitraries.of("", "1,1", "0x10", "1e3", "99999999999999999999", "-0", "10485761"));
    }

    @Provide
    Arbitrary<String> damagedYaml() {
        return damaged(GuideManifests.ALL);
    }

    @Provide
    Arbitrary<String> damagedJson() {
        return damaged(JSON);
    }

    /** One to three stretches replaced by something else, twice itself, or nothing. */
    private static Arbitrary<String> damaged(String good) {
        Arbitrary<Damage> damage = Combinators.combine(
                        Arbitraries.integers().between(0, good.length()),
                        Arbitraries.integers().between(0, 60),
                        pieces())
                .as(Damage::new);
        return damage.list().ofMinSize(1).ofMaxSize(3).map(list -> {
            String text = good;
            for (Damage each : list) {
                text = each.to(text);
            }
            return text;
        });
    }

    private static Arbitrary<String> pieces() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(20),
                Arbitraries.of(
                        "",
                        "*a",
                        "&a [*a]",
                        "<<: *a",
                        "!!binary x",
                        "!<tag:x>",
                        "---\n",
                        "...\n",
                        "%YAML 9.9\n",
                        "\t",
                        "\u0000",
                        "\ufeff",
                        "\ud800",
                        "\u2028",
                        "null",
                        "~",
                        "{}",
                        "[]",
                        "- ",
                        "? ",
                        "|\n",
                        ">9\n",
                        "1e999999999",
                        "-0x7f",
                        "9".repeat(400),
                        "[".repeat(200),
                        "{a: ".repeat(200),
                        "\"\\ud83d\"",
                        "\"\\",
                        "computed: {}",
                        "a".repeat(10_000)));
    }

    private record Damage(int at, int length, String piece) {
        String to(String text) {
            int from = Math.min(at, text.length());
            int end = Math.min(text.length(), from + length);
            String twice = piece.isEmpty() && length % 2 == 1
                    ? text.substring(from, end).repeat(2)
                    : piece;
            return text.substring(0, from) + twice + text.substring(end);
        }
    }
}
