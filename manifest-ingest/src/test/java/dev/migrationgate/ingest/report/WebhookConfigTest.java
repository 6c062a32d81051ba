package dev.migrationgate.ingest.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.access.connection.ConnectionsFile;
import dev.migrationgate.access.connection.Section;
import dev.migrationgate.google.secret.SecretReference;
import dev.migrationgate.manifests.Scope;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WebhookConfigTest {
    private final List<String> problems = new ArrayList<>();

    @Test
    void aWebhookHearsEverythingUnlessItSaysWhat() {
        List<WebhookConfig> webhooks = read("""
            webhooks:
              - name: chat
                url: https://chat.example.com/hook
                secret: projects/p/secrets/chat/versions/latest
              - {name: pager, url: "https://pager.example.com/", secret: projects/p/secrets/pager/versions/2,
                 scope: acme/retail, states: [failed, held]}
            """);

        var secret = new SecretReference.Version("projects/p/secrets/chat/versions/latest");
        assertThat(problems).isEmpty();
        assertThat(webhooks.getFirst())
                .isEqualTo(new WebhookConfig(
                        "chat",
                        URI.create("https://chat.example.com/hook"),
                        secret,
                        Scope.EVERYTHING,
                        EnumSet.allOf(DeploymentState.class)));
        assertThat(webhooks.getLast().scope()).isEqualTo(Scope.parse("acme/retail"));
        assertThat(webhooks.getLast().states()).isEqualTo(Set.of(DeploymentState.FAILED, DeploymentState.HELD));
    }

    @Test
    void everyProblemIsToldWithItsPlaceAndWithoutSecrets() {
        read("""
            webhooks:
              - name: Chat room
                url: https://user:pw@chat.example.com/
                secret: s3cr3t
                states: [failed, finished]
              - {name: chat, url: "https://a.example/", secret: "file:/x", event: all}
              - {name: chat, url: "https://a.example/", secret: "file:/x"}
            """);

        assertThat(problems)
                .contains(
                        "file.yaml:2:11: webhooks[0].name has to be 1 to 63 lower-case letters, digits and hyphens",
                        "file.yaml:3:10: webhooks[0].url has to be an http or https address without credentials",
                        "file.yaml:5:13: webhooks[0].states each has to be one of pending, running, held, succeeded,"
                                + " failed, cancelled, superseded",
                        "file.yaml:7:12: webhooks[2].name is there twice")
                .anySatisfy(problem -> assertThat(problem).contains("webhooks[0].secret has to be projects/"))
                .anySatisfy(problem -> assertThat(problem).contains("webhooks[1].event is not known"))
                .noneSatisfy(problem -> assertThat(problem).containsAnyOf("s3cr3t", "pw"));
    }

    private List<WebhookConfig> read(String text) {
        Section top = ConnectionsFile.read("file.yaml", text, problems::add).orElseThrow();
        List<WebhookConfig> webhooks = WebhookConfig.list(top);
        top.end();
        return webhooks;
    }
}
