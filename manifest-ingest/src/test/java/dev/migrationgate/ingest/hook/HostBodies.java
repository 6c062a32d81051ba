package dev.migrationgate.ingest.hook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Bodies in the shape that hosts document, and their signatures, made apart from the code that checks them. */
public final class HostBodies {
    /** What hosts say where there is no commit. */
    public static final String NO_COMMIT = "0".repeat(40);

    private HostBodies() {}

    /** GitHub's {@code push}. Source: https://docs.github.com/en/webhooks/webhook-events-and-payloads#push. */
    public static String githubPush(String repository, String ref, String before, String after) {
        return """
                {"ref": "%2$s", "before": "%3$s", "after": "%4$s",
                 "created": false, "deleted": %5$s, "forced": false, "base_ref": null,
                 "compare": "https://github.com/%1$s/compare/%3$.12s...%4$.12s",
                 "commits": [{"id": "%4$s", "tree_id": "f9d2a07e9488b91af2641b26b9407fe22a451433", "distinct": true,
                   "message": "Deploys orders", "timestamp": "2026-11-01T10:00:00+01:00",
                   "url": "https://github.com/%1$s/commit/%4$s",
                   "author": {"name": "Octo Cat", "email": "octocat@users.noreply.github.com", "username": "octocat"},
                   "committer": {"name": "GitHub", "email": "noreply@github.com", "username": "web-flow"},
                   "added": [], "removed": [], "modified": ["manifests/orders/config.yaml"]}],
                 "head_commit": {"id": "%4$s", "message": "Deploys orders", "added": [], "removed": [], "modified": []},
                 "repository": {"id": 186853002, "node_id": "MDEwOlJlcG9zaXRvcnkxODY4NTMwMDI=", "name": "manifests",
                   "full_name": "%1$s", "private": true,
                   "owner": {"name": "acme", "email": null, "login": "acme", "id": 21031067, "type": "Organization"},
                   "html_url": "https://github.com/%1$s", "fork": false, "url": "https://github.com/%1$s",
                   "clone_url": "https://evil.example.com/%1$s.git", "ssh_url": "git@evil.example.com:%1$s.git",
                   "created_at": 1557933565, "updated_at": "2026-11-01T09:00:00Z", "pushed_at": 1761987600,
                   "default_branch": "main", "master_branch": "main"},
                 "pusher": {"name": "octocat", "email": "octocat@users.noreply.github.com"},
                 "sender": {"login": "octocat", "id": 583231, "type": "User", "site_admin": false}}
                """.formatted(repository, ref, before, after, after.equals(NO_COMMIT));
    }

    /** GitHub's {@code ping}. Source: https://docs.github.com/en/webhooks/webhook-events-and-payloads#ping. */
    public static String githubPing(String repository) {
        return """
                {"zen": "Keep it logically awesome.", "hook_id": 109948940,
                 "hook": {"type": "Repository", "id": 109948940, "name": "web", "active": true, "events": ["push"],
                   "config": {"content_type": "json", "url": "https://gate.example.com/hooks/github", "insecure_ssl": "0",
                     "secret": "********"}},
                 "repository": {"id": 186853002, "name": "manifests", "full_name": "%s"},
                 "sender": {"login": "octocat", "id": 583231}}
                """.formatted(repository);
    }

    /** GitLab's push event. Source: https://docs.gitlab.com/user/project/integrations/webhook_events/#push-events. */
    public static String gitlabPush(String repository, String ref, String before, String after) {
        return """
                {"object_kind": "push", "event_name": "push", "before": "%3$s", "after": "%4$s", "ref": "%2$s",
                 "ref_protected": true, "checkout_sha": "%4$s", "message": null, "user_id": 4, "user_name": "Octo Cat",
                 "user_username": "octocat", "user_email": "", "project_id": 15,
                 "project": {"id": 15, "name": "Manifests", "description": "", "web_url": "https://gitlab.com/%1$s",
                   "git_ssh_url": "git@evil.example.com:%1$s.git", "git_http_url": "https://evil.example.com/%1$s.git",
                   "namespace": "Acme", "visibility_level": 0, "path_with_namespace": "%1$s", "default_branch": "main"},
                 "commits": [{"id": "%4$s", "message": "Deploys orders", "title": "Deploys orders",
                   "timestamp": "2026-11-01T10:00:00+01:00", "author": {"name": "Octo Cat", "email": "octo@example.com"},
                   "added": [], "modified": ["manifests/orders/config.yaml"], "removed": []}],
                 "total_commits_count": 1, "push_options": {}}
                """.formatted(repository, ref, before, after);
    }

    /** The value of {@code X-Hub-Signature-256}. */
    public static String githubSignature(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
