package dev.migrationgate.ingest.report;

import dev.migrationgate.access.connection.Section;
import dev.migrationgate.google.secret.SecretReference;
import dev.migrationgate.manifests.Scope;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Somebody who is told what happens to deployments.
 *
 * @param name its name here; a part of the ids of what it is told
 * @param url where it listens
 * @param secret what its messages are signed with
 * @param scope the applications that it hears of
 * @param states the states that it hears of
 */
public record WebhookConfig(String name, URI url, SecretReference secret, Scope scope, Set<DeploymentState> states) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final URI NOWHERE = URI.create("http://localhost/");
    private static final SecretReference NONE = new SecretReference.File(Path.of("/"));

    /** Copies the set. */
    public WebhookConfig {
        states = Set.copyOf(states);
    }

    /** Reads the list {@code webhooks}; what is wrong is reported by the section. */
    public static List<WebhookConfig> list(Section top) {
        var names = new HashSet<String>();
        return top.sections("webhooks").stream()
                .map(section -> {
                    WebhookConfig config = from(section);
                    if (!names.add(config.name())) {
                        section.problem("name", "is there twice");
                    }
                    section.end();
                    return config;
                })
                .toList();
    }

    private static WebhookConfig from(Section section) {
        return new WebhookConfig(
                section.parsed("name", WebhookConfig::name).orElseGet(() -> section.missing("name", "")),
                section.uri("url").orElseGet(() -> section.missing("url", NOWHERE)),
                section.secret("secret").orElseGet(() -> section.missing("secret", NONE)),
                section.scope("scope"),
                states(section));
    }

    private static Set<DeploymentState> states(Section section) {
        List<String> words = section.texts("states");
        if (words.isEmpty()) {
            return EnumSet.allOf(DeploymentState.class);
        }
        try {
            return words.stream().map(DeploymentState::parse).collect(Collectors.toSet());
        } catch (IllegalArgumentException e) {
            section.problem("states", "each " + e.getMessage());
            return Set.of();
        }
    }

    private static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("has to be 1 to 63 lower-case letters, digits and hyphens");
        }
        return text;
    }
}
