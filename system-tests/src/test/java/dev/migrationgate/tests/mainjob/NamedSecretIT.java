package dev.migrationgate.tests.mainjob;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.run.v2.EnvVar;
import com.google.cloud.secretmanager.v1.ProjectName;
import com.google.cloud.secretmanager.v1.Replication;
import com.google.cloud.secretmanager.v1.Secret;
import com.google.cloud.secretmanager.v1.SecretManagerServiceClient;
import com.google.cloud.secretmanager.v1.SecretPayload;
import com.google.protobuf.ByteString;
import dev.migrationgate.events.ServiceDeployed;
import dev.migrationgate.tests.ground.AnyPlatform;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret that a manifest names by itself: job and service get the version that is its newest then, by its number. */
@AnyPlatform
class NamedSecretIT {
    private static final String MANIFEST = """
            ---
            apiVersion: lowops.manifests.v1
            kind: Secret
            metadata:
              name: partner-token
              project: payment-gateway
              environment: production
              organizational-unit: retail-banking
              organization: fincorp
            spec:
              description: what the partner knows us by
            """;

    private static RunningSystem system;

    @BeforeAll
    static void start(@TempDir Path state) throws Exception {
        system = RunningSystem.start(state);
        // The service needs the tables of its own migration; the tests' scripts make none.
        system.versionOne("before-all");
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void jobAndServiceGetTheNewestVersionByItsNumber() throws Exception {
        keep("one", "two");
        String manifests = RunningSystem.migrating("test $PARTNER_TOKEN = two", "timeoutSeconds: 60")
                .replace(
                        "  accessControl:\n",
                        "  accessControl:\n    secrets:\n      partner-token:\n        envVar: PARTNER_TOKEN\n");

        String deployment = system.postBody(manifests + MANIFEST, "named-secret");

        ServiceDeployed deployed = system.awaited(deployment, ServiceDeployed.class);
        EnvVar variable = system
                .ground()
                .google()
                .revisions()
                .getRevision(deployed.getRevision())
                .getContainers(0)
                .getEnvList()
                .stream()
                .filter(each -> each.getName().equals("PARTNER_TOKEN"))
                .findFirst()
                .orElseThrow();
        assertThat(variable.getValueSource().getSecretKeyRef().getVersion()).isEqualTo("2");
    }

    private static void keep(String... values) {
        SecretManagerServiceClient secrets = system.ground().google().secrets();
        Secret automatic = Secret.newBuilder()
                .setReplication(Replication.newBuilder().setAutomatic(Replication.Automatic.getDefaultInstance()))
                .build();
        Secret secret = secrets.createSecret(ProjectName.of("payment-gateway-production"), "partner-token", automatic);
        for (String value : List.of(values)) {
            SecretPayload payload = SecretPayload.newBuilder()
                    .setData(ByteString.copyFromUtf8(value))
                    .build();
            secrets.addSecretVersion(secret.getName(), payload);
        }
    }
}
