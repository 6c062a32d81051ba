package dev.migrationgate.ingest.report;

import dev.migrationgate.access.signature.StandardWebhooks;
import dev.migrationgate.google.secret.Secrets;
import dev.migrationgate.manifests.Digest;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Somebody who gets signed messages as Standard Webhooks describes them
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md). A message that is told again has the
 * same id.
 *
 * @param config who and where
 * @param secrets reads the secret for each message
 * @param signatures signs
 */
record Webhook(WebhookConfig config, Secrets secrets, StandardWebhooks signatures) implements Target {
    private static final int ID_DIGITS = 32;

    @Override
    public String name() {
        return "webhook:" + config.name();
    }

    @Override
    public boolean wants(Report report) {
        return config.scope().covers(report.deployment().application())
                && config.states().contains(report.event().state());
    }

    /** It gets everything, with the time of each. */
    @Override
    public boolean showsOneState() {
        return false;
    }

    @Override
    public HttpRequest request(Report report) {
        byte[] body = body(report).encode().getBytes(StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(config.url())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        headers(report, body).forEach(request::header);
        return request.build();
    }

    private Map<String, String> headers(Report report, byte[] body) {
        byte[] secret = secrets.read(config.secret());
        try {
            return signatures.sign(id(report), body, List.of(secret));
        } catch (IllegalArgumentException e) {
            throw new UnusableSecretException("the secret " + config.secret() + " cannot sign: " + e.getMessage());
        }
    }

    private String id(Report report) {
        String digest = Digest.of(report.event().id() + '\0' + config.name()).value();
        return "msg_" + digest.substring(digest.length() - ID_DIGITS);
    }

    static JsonObject body(Report report) {
        DeploymentEvent event = report.event();
        RequestedDeployment deployment = report.deployment();
        var data = new JsonObject()
                .put("deploymentId", event.deploymentId())
                .put("applicationId", deployment.application().toString())
                .put("version", deployment.version())
                .put("state", event.state().word())
                .put("reason", event.reason());
        deployment.repository().ifPresent(repository -> data.put("repository", repository));
        deployment.commit().ifPresent(commit -> data.put("commit", commit));
        report.link().ifPresent(link -> data.put("link", link));
        return new JsonObject()
                .put("type", "deployment." + event.state().word())
                .put("timestamp", event.at().toString())
                .put("data", data);
    }
}
