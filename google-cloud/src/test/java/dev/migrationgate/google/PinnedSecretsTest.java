package dev.migrationgate.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.run.v2.Container;
import com.google.cloud.run.v2.EnvVar;
import com.google.cloud.run.v2.EnvVarSource;
import com.google.cloud.run.v2.SecretKeySelector;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PinnedSecretsTest {
    private final List<String> asked = new ArrayList<>();
    private final PinnedSecrets secrets = new PinnedSecrets(name -> {
        asked.add(name);
        return "projects/123/secrets/token/versions/7";
    });

    @Test
    void latestBecomesTheNumberThatItIsNow() {
        Container container = Container.newBuilder()
                .addEnv(EnvVar.newBuilder().setName("COLOUR").setValue("latest"))
                .addEnv(variable("TOKEN", "latest"))
                .addEnv(variable("DATABASE_URL", "3"))
                .build();

        assertThat(secrets.in(container).getEnvList())
                .containsExactly(container.getEnv(0), variable("TOKEN", "7"), variable("DATABASE_URL", "3"));
        assertThat(asked).containsExactly("projects/p/secrets/token/versions/latest");
    }

    private static EnvVar variable(String name, String version) {
        return EnvVar.newBuilder()
                .setName(name)
                .setValueSource(EnvVarSource.newBuilder()
                        .setSecretKeyRef(SecretKeySelector.newBuilder()
                                .setSecret("projects/p/secrets/token")
                                .setVersion(version)))
                .build();
    }
}
