package dev.migrationgate.runner.database;

import com.google.api.core.ApiFuture;
import com.google.api.gax.rpc.AlreadyExistsException;
import com.google.api.gax.rpc.ApiExceptions;
import com.google.api.gax.rpc.NotFoundException;
import com.google.cloud.secretmanager.v1.CreateSecretRequest;
import com.google.cloud.secretmanager.v1.GetSecretVersionRequest;
import com.google.cloud.secretmanager.v1.Replication;
import com.google.cloud.secretmanager.v1.Secret;
import com.google.cloud.secretmanager.v1.SecretPayload;
import com.google.cloud.secretmanager.v1.SecretVersion;
import com.google.protobuf.ByteString;
import dev.migrationgate.google.GoogleCloud;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Secrets in Google Secret Manager. */
public final class GoogleSecretStore implements SecretStore {
    private final GoogleCloud google;

    /** A store behind Google's client. */
    public GoogleSecretStore(GoogleCloud google) {
        this.google = google;
    }

    @Override
    public String read(String version) {
        return google.secrets()
                .accessSecretVersion(version)
                .getPayload()
                .getData()
                .toStringUtf8();
    }

    @Override
    public Set<String> usable(Collection<String> versions) {
        Map<String, ApiFuture<SecretVersion>> asked = new LinkedHashMap<>();
        for (String version : versions) {
            GetSecretVersionRequest request =
                    GetSecretVersionRequest.newBuilder().setName(version).build();
            asked.put(version, google.secrets().getSecretVersionCallable().futureCall(request));
        }
        Set<String> usable = new HashSet<>();
        asked.forEach((version, answer) -> {
            try {
                if (ApiExceptions.callAndTranslateApiException(answer).getState() == SecretVersion.State.ENABLED) {
                    usable.add(version);
                }
            } catch (NotFoundException _) {
                // Deleted: as good as disabled.
            }
        });
        return usable;
    }

    @Override
    public String keep(String project, String secret, String value) {
        SecretPayload payload = SecretPayload.newBuilder()
                .setData(ByteString.copyFromUtf8(value))
                .build();
        String name = "projects/" + project + "/secrets/" + secret;
        try {
            return google.secrets().addSecretVersion(name, payload).getName();
        } catch (NotFoundException _) {
            create(project, secret);
            return google.secrets().addSecretVersion(name, payload).getName();
        }
    }

    private void create(String project, String secret) {
        Replication everywhere = Replication.newBuilder()
                .setAutomatic(Replication.Automatic.getDefaultInstance())
                .build();
        CreateSecretRequest request = CreateSecretRequest.newBuilder()
                .setParent("projects/" + project)
                .setSecretId(secret)
                .setSecret(Secret.newBuilder().setReplication(everywhere).putLabels("managed-by", "migration-gate"))
                .build();
        try {
            var _ = google.secrets().createSecret(request);
        } catch (AlreadyExistsException _) {
            // Another runner was quicker; the version goes into the same secret.
        }
    }
}
