package dev.migrationgate.tests.secrecy;

import com.google.cloud.run.v2.EnvVar;
import com.google.cloud.secretmanager.v1.ProjectName;
import com.google.cloud.secretmanager.v1.Replication;
import com.google.cloud.secretmanager.v1.Secret;
import com.google.cloud.secretmanager.v1.SecretManagerServiceClient;
import com.google.cloud.secretmanager.v1.SecretPayload;
import com.google.protobuf.ByteString;
import dev.migrationgate.google.GoogleCloud;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where secrets do belong.
 *
 * @param google clients of the emulator
 */
record KeptSecrets(GoogleCloud google) {

    /** Keeps a value in Secret Manager. */
    void keep(String project, String name, String value) {
        SecretManagerServiceClient secrets = google.secrets();
        Secret automatic = Secret.newBuilder()
                .setReplication(Replication.newBuilder().setAutomatic(Replication.Automatic.getDefaultInstance()))
                .build();
        var secret = secrets.createSecret(ProjectName.of(project), name, automatic);
        SecretPayload payload = SecretPayload.newBuilder()
                .setData(ByteString.copyFromUtf8(value))
                .build();
        var _ = secrets.addSecretVersion(secret.getName(), payload);
    }

    /** The variables that an execution's container gets from Secret Manager, with their values. */
    Map<String, String> ofExecution(String execution) {
        return values(google.executions()
                .getExecution(execution)
                .getTemplate()
                .getContainers(0)
                .getEnvList());
    }

    /** The same of a revision's. */
    Map<String, String> ofRevision(String revision) {
        return values(google.revisions().getRevision(revision).getContainers(0).getEnvList());
    }

    private Map<String, String> values(List<EnvVar> variables) {
        Map<String, String> values = new HashMap<>();
        for (EnvVar variable : variables) {
            if (variable.hasValueSource()) {
                var reference = variable.getValueSource().getSecretKeyRef();
                values.put(variable.getName(), value(reference.getSecret() + "/versions/" + reference.getVersion()));
            }
        }
        return values;
    }

    /** The value of a version of a secret. */
    String value(String version) {
        return google.secrets()
                .accessSecretVersion(version)
                .getPayload()
                .getData()
                .toStringUtf8();
    }
}
