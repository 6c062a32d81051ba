package dev.migrationgate.ingest.hook;

import dev.migrationgate.access.signature.GitlabToken;
import dev.migrationgate.access.signature.Headers;
import dev.migrationgate.access.signature.StandardWebhooks;
import dev.migrationgate.access.signature.Verification;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** GitLab's hooks. Source: https://docs.gitlab.com/user/project/integrations/webhook_events/, push events. */
final class GitlabDialect implements Dialect {
    private final StandardWebhooks signatures;

    GitlabDialect(Clock clock) {
        this.signatures = new StandardWebhooks(clock);
    }

    @Override
    public String name() {
        return "gitlab";
    }

    /** The token only where there is no signature: a signature that does not fit is not to be mended with a token. */
    @Override
    public Verification verify(Headers headers, byte[] body, List<byte[]> secrets) {
        return headers.all(StandardWebhooks.SIGNATURE).isEmpty()
                ? GitlabToken.verify(headers, secrets)
                : signatures.verify(headers, body, secrets);
    }

    @Override
    public String eventHeader() {
        return "X-Gitlab-Event";
    }

    @Override
    public String pushEvent() {
        return "Push Hook";
    }

    @Override
    public Optional<String> pingEvent() {
        return Optional.empty();
    }

    /** The last one comes from old versions only, and is no good name: hooks that set off each other share it. */
    @Override
    public List<String> idHeaders() {
        return List.of(StandardWebhooks.ID, "Idempotency-Key", "X-Gitlab-Event-UUID");
    }

    /** With the repository: whoever has the secret of one may choose the id, and must not take another's. */
    @Override
    public String deliveryId(String repository, String id) {
        return repository + ":" + id;
    }

    @Override
    public Optional<String> repository(Payload payload) {
        return payload.text("project", "path_with_namespace");
    }

    @Override
    public Optional<String> actor(Payload payload) {
        return payload.text("user_username");
    }
}
