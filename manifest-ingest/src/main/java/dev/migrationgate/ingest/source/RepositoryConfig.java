package dev.migrationgate.ingest.source;

import dev.migrationgate.access.connection.Section;
import dev.migrationgate.google.secret.SecretReference;
import dev.migrationgate.manifests.Scope;
import dev.migrationgate.repository.RemoteUrl;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

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
 * @param knownHosts the server's keys for ssh, as lines in the form of {@code known_hosts}; absent: not reached by ssh
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
        Optional<String> knownHosts,
        Optional<Report> report) {
    /** A hook's signature is tried with every secret, so their number is how much work a stranger can cause. */
    private static final int MOST = 50;

    private static final int MOST_SECRETS = 2;
    private static final Pattern BRANCH =
            Pattern.compile("(?!.*(\\.\\.|//|\\.lock$|/$|\\.$))[A-Za-z0-9_][A-Za-z0-9._/-]{0,199}");
    private static final Pattern ON_THIS_MACHINE =
            Pattern.compile("file:/.*|http://(127\\.0\\.0\\.1|localhost|\\[::1])[:/].*");

    /** Copies the lists. */
    public RepositoryConfig {
        branches = List.copyOf(branches);
        hookSecrets = List.copyOf(hookSecrets);
    }

    /** Where it is fetched from. Without encryption only from this machine. */
    public RemoteUrl remote() {
        return remote(url);
    }

    private static RemoteUrl remote(String url) {
        return new RemoteUrl(url, ON_THIS_MACHINE.matcher(url).matches());
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
        List<Section> sections = top.sections("repositories");
        if (sections.size() > MOST) {
            top.problem("repositories", "has more than " + MOST + " items");
        }
        return sections.stream()
                .map(section -> {
                    RepositoryConfig config = from(section);
                    // Hosts take names in any case, and up to where a branch was accepted is kept by the name alone.
                    if (!names.add(config.name().toLowerCase(Locale.ROOT))) {
                        section.problem(
                                "name",
                                "is there twice: names differ by more than case, also from those at other hosts");
                    }
                    section.end();
                    return config;
                })
                .toList();
    }

    private static RepositoryConfig from(Section section) {
        List<String> branches = section.texts("branches");
        if (!branches.stream().allMatch(branch -> BRANCH.matcher(branch).matches())) {
            section.problem("branches", "has to be a list of branches' names, without refs/heads/ before them");
        }
        List<SecretReference> hookSecrets = section.secrets("hookSecrets");
        if (hookSecrets.size() > MOST_SECRETS) {
            section.problem("hookSecrets", "has to be one secret, or two while one takes the other's place");
        }
        Optional<String> knownHosts = section.optional("knownHosts");
        String url = section.parsed("url", text -> remote(text).value()).orElse("");
        if (url.isEmpty()) {
            section.text("url");
        }
        Optional<SecretReference> credential = section.secret("credential");
        checkTransport(section, url, knownHosts, credential);
        return new RepositoryConfig(
                section.text("name"),
                section.parsed("provider", RepositoryConfig::provider)
                        .orElseGet(() -> section.missing("provider", Provider.GITHUB)),
                url,
                branches.isEmpty() ? List.of("main") : branches,
                section.optional("folder").orElse("").replaceAll("^/+|/+$", ""),
                section.scope("scope"),
                section.optional("user").orElse("x-access-token"),
                credential,
                hookSecrets,
                knownHosts,
                section.section("report").flatMap(RepositoryConfig::report));
    }

    /** Whether a credential is a token or a key is told by {@code knownHosts}, so it has to fit the URL. */
    private static void checkTransport(
            Section section, String url, Optional<String> knownHosts, Optional<SecretReference> credential) {
        boolean ssh = url.startsWith("ssh:");
        if (ssh && knownHosts.isEmpty()) {
            section.problem("knownHosts", "is missing: the server's keys, as lines of known_hosts");
        }
        if (ssh && credential.isEmpty()) {
            section.missing("credential", "");
        }
        if (!ssh && !url.isEmpty() && knownHosts.isPresent()) {
            section.problem("knownHosts", "is for ssh://; with another URL leave it out");
        }
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
