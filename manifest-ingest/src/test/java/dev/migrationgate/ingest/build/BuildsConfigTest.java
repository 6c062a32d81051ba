package dev.migrationgate.ingest.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.access.connection.ConnectionsFile;
import dev.migrationgate.access.connection.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BuildsConfigTest {
    private final List<String> problems = new ArrayList<>();

    @Test
    void everyFieldIsRead() {
        BuildsConfig config = read("""
            builds:
              subscription: projects/builds/subscriptions/gate
              push: {audience: gate, email: pusher@builds.iam.gserviceaccount.com}
              environments: [development, production]
            """);

        assertThat(problems).isEmpty();
        assertThat(config.subscription()).contains("projects/builds/subscriptions/gate");
        assertThat(config.push())
                .contains(new BuildsConfig.Push(
                        "https://accounts.google.com",
                        Optional.empty(),
                        "gate",
                        "pusher@builds.iam.gserviceaccount.com"));
        assertThat(config.environments()).containsExactlyInAnyOrder("development", "production");
    }

    @Test
    void withoutTheSectionNobodyIsListenedTo() {
        assertThat(read("{}")).isEqualTo(BuildsConfig.NONE);
        assertThat(problems).isEmpty();
    }

    @Test
    void everyProblemIsToldWithItsPlace() {
        read("""
            builds:
              subscription: gate
              push: {audence: gate}
              enviroments: [production]
            """);

        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "file.yaml:2:17: builds.subscription has to be projects/…/subscriptions/…",
                        "file.yaml:3:9: builds.push.audience is missing",
                        "file.yaml:3:9: builds.push.email is missing",
                        "file.yaml:3:10: builds.push.audence is not known; did you mean 'audience'?",
                        "file.yaml:4:3: builds.enviroments is not known; did you mean 'environments'?");
    }

    private BuildsConfig read(String text) {
        Section top = ConnectionsFile.read("file.yaml", text, problems::add).orElseThrow();
        BuildsConfig config = BuildsConfig.from(top);
        top.end();
        return config;
    }
}
