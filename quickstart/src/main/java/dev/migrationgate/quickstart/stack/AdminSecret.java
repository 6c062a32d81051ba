package dev.migrationgate.quickstart.stack;

import com.google.api.gax.rpc.AlreadyExistsException;
import com.google.api.gax.rpc.NotFoundException;
import com.google.cloud.secretmanager.v1.ProjectName;
import com.google.cloud.secretmanager.v1.Replication;
import com.google.cloud.secretmanager.v1.Secret;
import com.google.cloud.secretmanager.v1.SecretManagerServiceClient;
import com.google.cloud.secretmanager.v1.SecretName;
import com.google.cloud.secretmanager.v1.SecretPayload;
import com.google.protobuf.ByteString;
import dev.migrationgate.quickstart.platform.PostgresAccess;

/** Keeps PostgreSQL's administrator in Secret Manager, where the runner finds it. */
public final class AdminSecret {
    private static final SecretName NAME = SecretName.of("migration-gate", "payments-server-admin");

    private AdminSecret() {}

    /**
     * Writes the administrator's {@code user:password}, unless the newest version says the same.
     *
     * @return the full name of the version
     */
    public static String keep(SecretManagerServiceClient secrets, PostgresAccess access) {
        ByteString credential = ByteString.copyFromUtf8(access.user() + ":" + access.password());
        create(secrets);
        try {
            var newest = secrets.accessSecretVersion(NAME + "/versions/latest");
            if (newest.getPayload().getData().equals(credential)) {
                return newest.getName();
            }
        } catch (NotFoundException e) {
            // A new secret has no version.
        }
        SecretPayload payload = SecretPayload.newBuilder().setData(credential).build();
        return secrets.addSecretVersion(NAME, payload).getName();
    }

    private static void create(SecretManagerServiceClient secrets) {
        Secret secret = Secret.newBuilder()
                .setReplication(Replication.newBuilder().setAutomatic(Replication.Automatic.getDefaultInstance()))
                .build();
        try {
            secrets.createSecret(ProjectName.of(NAME.getProject()), NAME.getSecret(), secret);
        } catch (AlreadyExistsException e) {
            // From an earlier start on the same state.
        }
    }
}
