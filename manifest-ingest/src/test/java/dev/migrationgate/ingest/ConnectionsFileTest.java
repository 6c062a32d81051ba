package dev.migrationgate.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.access.connection.ConnectionsFile;
import dev.migrationgate.access.connection.Section;
import dev.migrationgate.google.secret.SecretReference;
import dev.migrationgate.ingest.source.RepositoryConfig;
import dev.migrationgate.manifests.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionsFileTest {
    private final List<String> problems = new ArrayList<>();

    @Test
    void aRepositoryIsReadWithItsDefaults() {
        List<RepositoryConfig> repositories = read("""
                repositories:
                  - name: acme/manifests
                    provider: gitlab
                    url: https://git.example.com/acme/manifests.git
                    folder: /manifests/
                    scope: acme/retail
                    credential: projects/p/secrets/git/versions/latest
                    hookSecrets: [projects/p/secrets/hook/versions/2, file:/run/secrets/hook]
                """);

        assertThat(problems).isEmpty();
        assertThat(repositories).singleElement().satisfies(repository -> {
            assertThat(repository.provider()).isEqualTo(RepositoryConfig.Provider.GITLAB);
            assertThat(repository.branches()).containsExactly("main");
            assertThat(repository.folder()).isEqualTo("manifests");
            assertThat(repository.scope()).isEqualTo(Scope.parse("acme/retail"));
            assertThat(repository.hookSecrets())
                    .containsExactly(
                            new SecretReference.Version("projects/p/secrets/hook/versions/2"),
                            new SecretReference.File(Path.of("/run/secrets/hook")));
            assertThat(repository.report()).isEmpty();
        });
    }

    @Test
    void everyProblemIsToldWithItsPlaceAndWithoutItsValue() {
        read("""
                repositories:
                  - name: acme/manifests
                    provider: gitea
                    url: https://git.example.com/acme/manifests.git
                    brnches: [main]
                    hookSecrets: [s3cr3t]
                  - name: acme/manifests
                    report: {url: "https://user:pw@api.example.com"}
                """);

        assertThat(problems)
                .anySatisfy(problem -> assertThat(problem)
                        .isEqualTo("file.yaml:3:15: repositories[0].provider has to be github or gitlab"))
                .anySatisfy(problem -> assertThat(problem)
                        .isEqualTo("file.yaml:5:5: repositories[0].brnches is not known; did you mean 'branches'?"))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("file.yaml:6:19: repositories[0].hookSecrets[0] has to be projects/"))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("file.yaml:7:11: repositories[1].name is there twice: names differ"))
                .anySatisfy(problem -> assertThat(problem).isEqualTo("file.yaml:7:5: repositories[1].url is missing"))
                .anySatisfy(problem ->
                        assertThat(problem).startsWith("file.yaml:8:19: repositories[1].report.url has to be an http"))
                .noneSatisfy(problem -> assertThat(problem).containsAnyOf("s3cr3t", "pw"));
    }

    @Test
    void aRepositoryIsReachedSafelyOrOnThisMachine() {
        read("""
                repositories:
                  - {name: a, provider: github, url: "http://git.example.com/a.git"}
                  - {name: b, provider: github, credential: file:/key, url: "ssh://git@git.example.com/b.git"}
                  - {name: c, provider: github, url: "https://user:s3cr3t@git.example.com/c.git"}
                  - {name: d, provider: github, url: "http://127.0.0.1.evil.example.com/d.git"}
                """);

        assertThat(problems)
                .hasSize(4)
                .anySatisfy(problem -> assertThat(problem).contains("repositories[0].url a repository's URL begins"))
                .anySatisfy(problem -> assertThat(problem).contains("repositories[1].knownHosts is missing"))
                .anySatisfy(problem -> assertThat(problem).contains("repositories[2].url"))
                .anySatisfy(problem -> assertThat(problem).contains("repositories[3].url"))
                .noneSatisfy(problem -> assertThat(problem).contains("s3cr3t"));
        problems.clear();
        read("""
                repositories:
                  - {name: a, provider: github, url: "http://127.0.0.1:8080/a.git"}
                  - {name: b, provider: github, url: "file:///srv/git/b.git"}
                  - {name: c, provider: github, url: "ssh://git@git.example.com/c.git", knownHosts: "git.example.com ssh-ed25519 AAAA", credential: file:/key}
                """);
        assertThat(problems).isEmpty();
    }

    @Test
    void whatDoesNotFitTheUrlIsFoundAtTheStart() {
        read("""
                repositories:
                  - {name: a, provider: github, url: "https://git.example.com/a.git", knownHosts: "git.example.com ssh-ed25519 AAAA"}
                  - {name: b, provider: github, url: "ssh://git@git.example.com/b.git", knownHosts: "git.example.com ssh-ed25519 AAAA"}
                """);

        assertThat(problems)
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem)
                        .endsWith("repositories[0].knownHosts is for ssh://; with another URL leave it out"))
                .anySatisfy(problem -> assertThat(problem).endsWith("repositories[1].credential is missing"));
    }

    @Test
    void namesDifferByMoreThanCaseAtAnyHost() {
        read("""
                repositories:
                  - {name: acme/manifests, provider: github, url: "https://github.example.com/acme/manifests.git"}
                  - {name: Acme/Manifests, provider: github, url: "https://github.example.com/Acme/Manifests.git"}
                  - {name: acme/manifests, provider: gitlab, url: "https://gitlab.example.com/acme/manifests.git"}
                """);

        assertThat(problems)
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem).contains("repositories[1].name is there twice"))
                .anySatisfy(problem -> assertThat(problem).contains("repositories[2].name is there twice"));
    }

    @Test
    void aBranchIsANameAndSecretsAreAtMostTwo() {
        read("""
                repositories:
                  - name: a
                    provider: github
                    url: https://git.example.com/a.git
                    branches: [main, refs/../main, "*"]
                    hookSecrets: [file:/a, file:/b, file:/c]
                """);

        assertThat(problems)
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem).contains("repositories[0].branches has to be"))
                .anySatisfy(problem -> assertThat(problem).contains("repositories[0].hookSecrets has to be one"));
    }

    @Test
    void whatIsNoMappingIsAProblem() {
        assertThat(ConnectionsFile.read("file.yaml", "- a", problems::add)).isEmpty();
        assertThat(ConnectionsFile.read("file.yaml", "a: [", problems::add)).isEmpty();
        assertThat(problems)
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem).startsWith("file.yaml:"));
    }

    private List<RepositoryConfig> read(String text) {
        Section top = ConnectionsFile.read("file.yaml", text, problems::add).orElseThrow();
        List<RepositoryConfig> repositories = RepositoryConfig.list(top);
        top.end();
        return repositories;
    }
}
