package dev.migrationgate.ingest.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.ingest.secret.SecretReference;
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
                .anySatisfy(
                        problem -> assertThat(problem).isEqualTo("file.yaml:7:11: repositories[1].name is there twice"))
                .anySatisfy(problem -> assertThat(problem).isEqualTo("file.yaml:7:5: repositories[1].url is missing"))
                .anySatisfy(problem ->
                        assertThat(problem).startsWith("file.yaml:8:19: repositories[1].report.url has to be an http"))
                .noneSatisfy(problem -> assertThat(problem).containsAnyOf("s3cr3t", "pw"));
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
