package dev.migrationgate.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrationgate.access.oidc.ClaimCondition;
import dev.migrationgate.access.oidc.IdentityProvider;
import dev.migrationgate.access.oidc.SettableClock;
import dev.migrationgate.access.oidc.TestIssuer;
import dev.migrationgate.access.signature.StandardWebhooks;
import dev.migrationgate.google.secret.SecretReference;
import dev.migrationgate.manifests.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Callers of every kind: a token for each role and scope, workflows of GitHub, and a CI that signs. */
public final class TestCallers {
    /** Google Cloud projects that tell all places apart, so that every scope holds. */
    static final CloudScopes APART = new CloudScopes(
            "{organization}-{organizational-unit}-{project}-{environment}", "{cloudProject}/{name}", List.of());

    public static final byte[] SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".getBytes(UTF_8);
    public final SettableClock clock = new SettableClock(TestIssuer.NOW);
    public final TestIssuer github = new TestIssuer(IdentityProvider.GITHUB_ACTIONS);
    public final Path file;

    public TestCallers(Path folder) throws IOException {
        file = folder.resolve("tokens.yaml");
        var text = new StringBuilder("tokens:\n");
        for (Role role : Role.values()) {
            text.append(entry(role.toString(), role, "fincorp"));
            text.append(entry("other-" + role, role, "acme"));
        }
        Files.writeString(file, text);
    }

    /** A token that is well-formed and the same for the same name. */
    public static String token(String name) {
        return "mg_" + (name + "0".repeat(43)).substring(0, 43);
    }

    static String entry(String name, Role role, String scope) {
        return "  - {name: %s, sha256: %s, role: %s, scope: %s}%n".formatted(name, sha256(token(name)), role, scope);
    }

    static String sha256(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public Callers callers() {
        var reference = SecretReference.parse("file:/run/secrets/ci");
        var signer = new CallersConfig.Signer("ci", List.of(reference), Role.DEPLOYER, Scope.parse("fincorp"));
        var workflow = new CallersConfig.Issuer(
                github.provider(),
                List.of(new ClaimCondition("repository", "fincorp/*"), new ClaimCondition("ref", "refs/heads/main")),
                Role.DEPLOYER,
                Scope.parse("fincorp"));
        var config = new CallersConfig(Optional.of(file), List.of(signer), List.of(workflow));
        return Callers.from(Optional.of(config), APART, _ -> SECRET.clone(), github, clock);
    }

    public Map<String, String> signed(String id, String body) {
        return new StandardWebhooks(clock).sign(id, body.getBytes(UTF_8), List.of(SECRET));
    }

    public String workflowToken(String repository, String ref) {
        return github.token(Map.of("repository", repository, "ref", ref, "sub", "repo:" + repository + ":ref:" + ref));
    }
}
