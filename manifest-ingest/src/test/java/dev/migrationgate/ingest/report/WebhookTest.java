package dev.migrationgate.ingest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.access.signature.Headers;
import dev.migrationgate.access.signature.StandardWebhooks;
import dev.migrationgate.access.signature.Verification;
import dev.migrationgate.google.secret.SecretReference;
import dev.migrationgate.manifests.Scope;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookTest {
    private static final byte[] KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".getBytes(StandardCharsets.UTF_8);
    private static final SecretReference SECRET = new SecretReference.File(Path.of("/key"));

    private final TestClock clock = new TestClock();
    private final StandardWebhooks signatures = new StandardWebhooks(clock);
    private final Receiver receiver = Receiver.start();
    private final HttpCalls calls = new HttpCalls(Duration.ofSeconds(10));

    @AfterEach
    void close() {
        calls.close();
        receiver.close();
    }

    @Test
    void itGetsASignedMessage() throws Exception {
        calls.make(webhook("chat").request(Events.report(DeploymentState.SUCCEEDED, "deployed")));

        Receiver.Received call = receiver.received.getFirst();
        Headers headers = name -> List.of(call.header(name));
        byte[] body = call.body().getBytes(StandardCharsets.UTF_8);
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.path()).isEqualTo("/hook?team=1");
        assertThat(call.header("webhook-timestamp")).isEqualTo(Long.toString(Events.NOW.getEpochSecond()));
        assertThat(signatures.verify(headers, body, List.of(KEY))).isEqualTo(new Verification.Valid(0));
        assertThat(new JsonObject(call.body()))
                .isEqualTo(new JsonObject()
                        .put("type", "deployment.succeeded")
                        .put("timestamp", "2026-11-01T10:00:00Z")
                        .put(
                                "data",
                                new JsonObject()
                                        .put("deploymentId", "dep-1")
                                        .put("applicationId", Events.APPLICATION.toString())
                                        .put("version", "1.4.0")
                                        .put("state", "succeeded")
                                        .put("reason", "deployed")
                                        .put("repository", Events.REPOSITORY)
                                        .put("commit", Events.COMMIT)
                                        .put("link", "https://ledger.example.com/v1/deployments/dep-1")));
    }

    @Test
    void aRepetitionHasTheSameIdAndAnotherWebhookOrEventHasNot() {
        Report report = Events.report(DeploymentState.SUCCEEDED, "deployed");
        String first = id(webhook("chat"), report);
        clock.advance(Duration.ofMinutes(10));

        assertThat(id(webhook("chat"), report)).isEqualTo(first).matches("msg_[0-9a-f]{32}");
        assertThat(id(webhook("mail"), report)).isNotEqualTo(first);
        assertThat(id(webhook("chat"), Events.report(DeploymentState.FAILED, "no")))
                .isNotEqualTo(first);
    }

    @Test
    void itHearsOnlyOfItsScopeAndItsStates() {
        Webhook one = webhook("chat", Scope.parse("acme/retail"), Set.of(DeploymentState.FAILED));
        Webhook other = webhook("chat", Scope.parse("acme/wholesale"), EnumSet.allOf(DeploymentState.class));

        assertThat(one.wants(Events.report(DeploymentState.FAILED, "no"))).isTrue();
        assertThat(one.wants(Events.report(DeploymentState.SUCCEEDED, "yes"))).isFalse();
        assertThat(other.wants(Events.report(DeploymentState.FAILED, "no"))).isFalse();
    }

    @Test
    void aSecretThatCannotSignIsNotShown() {
        var webhook = new Webhook(
                webhook("chat").config(), _ -> "whsec_%%s3cr3t".getBytes(StandardCharsets.UTF_8), signatures);

        assertThatThrownBy(() -> webhook.request(Events.report(DeploymentState.FAILED, "no")))
                .isInstanceOf(UnusableSecretException.class)
                .hasMessageContaining("file:/key")
                .message()
                .doesNotContain("s3cr3t");
    }

    private static String id(Webhook webhook, Report report) {
        return webhook.request(report).headers().firstValue("webhook-id").orElseThrow();
    }

    private Webhook webhook(String name) {
        return webhook(name, Scope.EVERYTHING, EnumSet.allOf(DeploymentState.class));
    }

    private Webhook webhook(String name, Scope scope, Set<DeploymentState> states) {
        var config = new WebhookConfig(name, receiver.at("/hook?team=1"), SECRET, scope, states);
        return new Webhook(config, _ -> KEY.clone(), signatures);
    }
}
