package dev.migrationgate.ingest.hook;

import dev.migrationgate.access.signature.GithubSignature;
import dev.migrationgate.access.signature.Headers;
import dev.migrationgate.access.signature.Verification;
import java.util.List;
import java.util.Optional;

/** GitHub's hooks. Source: https://docs.github.com/en/webhooks/webhook-events-and-payloads, headers and {@code push}. */
final class GithubDialect implements Dialect {
    @Override
    public String name() {
        return "github";
    }

    @Override
    public Verification verify(Headers headers, byte[] body, List<byte[]> secrets) {
        return GithubSignature.verify(headers, body, secrets);
    }

    @Override
    public String eventHeader() {
        return "X-GitHub-Event";
    }

    @Override
    public String pushEvent() {
        return "push";
    }

    @Override
    public Optional<String> pingEvent() {
        return Optional.of("ping");
    }

    @Override
    public List<String> idHeaders() {
        return List.of("X-GitHub-Delivery");
    }

    /** A GUID, so it needs no more. */
    @Override
    public String deliveryId(String repository, String id) {
        return id;
    }

    @Override
    public Optional<String> repository(Payload payload) {
        return payload.text("repository", "full_name");
    }

    @Override
    public Optional<String> actor(Payload payload) {
        return payload.text("sender", "login").or(() -> payload.text("pusher", "name"));
    }
}
