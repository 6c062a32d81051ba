package dev.migrationgate.ingest.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.google.secret.SecretReference;
import dev.migrationgate.ingest.source.RepositoryConfig;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Reasons come from people, containers and databases. */
class HostileReasonTest {
    private static final GithubStatuses GITHUB = new GithubStatuses(
            Events.REPOSITORY,
            new RepositoryConfig.Report(
                    URI.create("https://api.github.example"), new SecretReference.File(Path.of("/token"))),
            _ -> "t0ken".getBytes(StandardCharsets.UTF_8));

    @Property(tries = 200)
    void whateverTheReasonTheCallIsTheSameButForOneShortLine(@ForAll("reasons") String reason) {
        Report report = Events.report(DeploymentState.FAILED, reason);

        JsonObject data = new JsonObject(Webhook.body(report).encode()).getJsonObject("data");
        assertThat(data.getString("reason")).isEqualTo(OneLine.of(reason, 500));
        assertThat(data.size()).isEqualTo(8);
        var request = GITHUB.request(report);
        assertThat(request.uri())
                .hasToString("https://api.github.example/repos/acme/manifests/statuses/" + Events.COMMIT);
        assertThat(request.headers().map()).hasSize(4);
        // At most four bytes a character and what is around it.
        assertThat(request.bodyPublisher().orElseThrow().contentLength()).isLessThan(2_000);
    }

    @Provide
    Arbitrary<String> reasons() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(3_000),
                Arbitraries.of(
                                "\r\n",
                                "<script>",
                                "\",\"state\":\"success",
                                "\u0000",
                                "\u202E",
                                "\uD83D\uDE00",
                                "{{x}}",
                                "\\")
                        .list()
                        .ofMaxSize(2_000)
                        .map(parts -> String.join("", parts)));
    }
}
