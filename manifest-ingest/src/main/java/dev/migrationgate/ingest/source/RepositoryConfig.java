package dev.migrationgate.ingest.source;

import dev.migrationgate.ingest.connection.Section;
import dev.migrationgate.ingest.secret.SecretReference;
import dev.migrationgate.manifests.Scope;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * A repository of manifests.
 *
 * @param name what its host calls it, such as {@code acme/manifests}
 * @param provider who hosts it
 * @param url where it is fetched from; nothing that a hook says changes that
 * @param branches the branches whose merges are deployed
 * @param folder the only folder that is read, without slashes around it; empty: all of it
 * @param scope what its manifests may describe
 * @param user user name that goes with the credential
 * @param credential token for https, private key for ssh; absent: anybody may read it
 * @param hookSecrets what its hooks are signed with; during a rotation both
 * @param report where the outcome of deployments is reported; absent: nowhere
 */
public record RepositoryConfig(
        String name,
        Provider provider,
        String url,
        List<String> branches,
        String folder,
        Scope scope,
        String user,
        Optional<SecretReference> credential,
        List<SecretReference> hookSecrets,
        Optional<Report> report) {
    /** Copies the lists. */
    public RepositoryConfig {
        branches = List.copyOf(branches);
        hookSecrets = List.copyOf(hookSecrets);
    }

    /** Who hosts a repository. */
    public enum Provider {
        /** GitHub, its own or an enterprise's. */
        GITHUB,
        /** GitLab, its own or somebody's. */
        GITLAB
    }

    /**
     * Where commit statuses go.
     *
     * @param api base address of the host's API
     * @param credential token that may write statuses
     */
    public record Report(URI api, SecretReference credential) {}

    /** Reads the list {@code repositories}; what is wrong is reported by the section. */
    public static List<RepositoryConfig> list(Section top) {
        var names = new HashSet<String>();
        return top.sections("repositories").stream()
                .map(section -> {
                    RepositoryConfig config = from(section);
                    if (!names.add(config.name())) {
                        section.problem("name", "is there twice");
                    }
                    section.end();
                    return config;
                })
                .toList();
    }

    private static RepositoryConfig from(Section section) {
        List<String> branches = section.texts("branches");
        return new RepositoryConfig(
                section.text("name"),
                section.parsed("provider", RepositoryConfig::provider)
                        .orElseGet(() -> section.missing("provider", Provider.GITHUB)),
                section.text("url"),
                branches.isEmpty() ? List.of("main") : branches,
                section.optional("folder").orElse("").replaceAll("^/+|/+$", ""),
                section.scope("scope"),
                section.optional("user").orElse("x-access-token"),
                section.secret("credential"),
                section.secrets("hookSecrets"),
                section.section("report").flatMap(RepositoryConfig::report));
    }

    private static Optional<Report> report(Section section) {
        Optional<URI> api = section.uri("url");
        Optional<SecretReference> credential = section.secret("credential");
        section.end();
        if (api.isEmpty() || credential.isEmpty()) {
            section.problem("url", "and credential have to be there both");
            return Optional.empty();
        }
        return Optional.of(new Report(api.get(), credential.get()));
    }

    private static Provider provider(String text) {
        return switch (text) {
            case "github" -> Provider.GITHUB;
            case "gitlab" -> Provider.GITLAB;
            default -> throw new IllegalArgumentException("has to be github or gitlab");
        };
    }
}
