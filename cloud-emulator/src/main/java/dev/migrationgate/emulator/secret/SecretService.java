package dev.migrationgate.emulator.secret;

import com.google.cloud.secretmanager.v1.AccessSecretVersionRequest;
import com.google.cloud.secretmanager.v1.AccessSecretVersionResponse;
import com.google.cloud.secretmanager.v1.AddSecretVersionRequest;
import com.google.cloud.secretmanager.v1.CreateSecretRequest;
import com.google.cloud.secretmanager.v1.DeleteSecretRequest;
import com.google.cloud.secretmanager.v1.DestroySecretVersionRequest;
import com.google.cloud.secretmanager.v1.DisableSecretVersionRequest;
import com.google.cloud.secretmanager.v1.EnableSecretVersionRequest;
import com.google.cloud.secretmanager.v1.GetSecretRequest;
import com.google.cloud.secretmanager.v1.GetSecretVersionRequest;
import com.google.cloud.secretmanager.v1.ListSecretVersionsRequest;
import com.google.cloud.secretmanager.v1.ListSecretVersionsResponse;
import com.google.cloud.secretmanager.v1.ListSecretsRequest;
import com.google.cloud.secretmanager.v1.ListSecretsResponse;
import com.google.cloud.secretmanager.v1.Secret;
import com.google.cloud.secretmanager.v1.SecretManagerServiceGrpc.SecretManagerServiceImplBase;
import com.google.cloud.secretmanager.v1.SecretPayload;
import com.google.cloud.secretmanager.v1.SecretVersion;
import com.google.protobuf.Empty;
import dev.migrationgate.emulator.call.Calls;
import dev.migrationgate.emulator.call.Page;
import dev.migrationgate.emulator.call.Refusal;
import dev.migrationgate.emulator.call.ResourceName;
import dev.migrationgate.emulator.call.Times;
import io.grpc.stub.StreamObserver;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;

/** Secret Manager v1, as far as secrets are made and read. */
public final class SecretService extends SecretManagerServiceImplBase {
    private static final String SERVICE = "google.cloud.secretmanager.v1.SecretManagerService/";

    private final Secrets secrets;
    private final Calls calls;
    private final Clock clock;

    /** Over the given secrets. */
    public SecretService(Secrets secrets, Calls calls, Clock clock) {
        this.secrets = secrets;
        this.calls = calls;
        this.clock = clock;
    }

    @Override
    public void createSecret(CreateSecretRequest request, StreamObserver<Secret> answer) {
        String name = request.getParent() + "/secrets/" + request.getSecretId();
        calls.change(SERVICE + "CreateSecret", name, answer, () -> {
            ResourceName.parse("parent", request.getParent(), "projects");
            if (!request.getSecretId().matches("[A-Za-z0-9_-]{1,255}")) {
                throw Refusal.invalid("secret_id", "must match [A-Za-z0-9_-]{1,255}");
            }
            Secret secret = request.getSecret().toBuilder()
                    .setName(name)
                    .setCreateTime(Times.timestamp(clock.instant()))
                    .setEtag("\"1\"")
                    .build();
            if (!secrets.secrets().create(name, secret)) {
                throw Refusal.exists("Secret", name);
            }
            return secret;
        });
    }

    @Override
    public void getSecret(GetSecretRequest request, StreamObserver<Secret> answer) {
        calls.read(answer, () -> find(request.getName()));
    }

    @Override
    public void listSecrets(ListSecretsRequest request, StreamObserver<ListSecretsResponse> answer) {
        calls.read(answer, () -> {
            ResourceName parent = ResourceName.parse("parent", request.getParent(), "projects");
            List<Secret> all = secrets.secrets().all().stream()
                    .filter(secret -> parent.holds(secret.getName()))
                    .toList();
            Page<Secret> page = Page.of(all, request.getPageSize(), request.getPageToken(), Secret::getName);
            return ListSecretsResponse.newBuilder()
                    .addAllSecrets(page.items())
                    .setNextPageToken(page.nextToken())
                    .setTotalSize(all.size())
                    .build();
        });
    }

    @Override
    public void deleteSecret(DeleteSecretRequest request, StreamObserver<Empty> answer) {
        calls.change(SERVICE + "DeleteSecret", request.getName(), answer, () -> {
            find(request.getName());
            for (SecretVersion version : secrets.versionsOf(request.getName())) {
                secrets.versions().remove(version.getName());
                secrets.destroyPayload(version.getName());
            }
            secrets.secrets().remove(request.getName());
            return Empty.getDefaultInstance();
        });
    }

    @Override
    public void addSecretVersion(AddSecretVersionRequest request, StreamObserver<SecretVersion> answer) {
        calls.change(SERVICE + "AddSecretVersion", request.getParent(), answer, () -> {
            ResourceName.parse("parent", request.getParent(), "projects", "secrets");
            SecretPayload payload = request.getPayload();
            if (payload.hasDataCrc32C() && payload.getDataCrc32C() != checksum(payload)) {
                throw Refusal.invalid("payload.data_crc32c", "is not the checksum of the data that arrived");
            }
            return secrets.add(request.getParent(), payload);
        });
    }

    @Override
    public void getSecretVersion(GetSecretVersionRequest request, StreamObserver<SecretVersion> answer) {
        calls.read(answer, () -> secrets.version(request.getName()));
    }

    @Override
    public void listSecretVersions(
            ListSecretVersionsRequest request, StreamObserver<ListSecretVersionsResponse> answer) {
        calls.read(answer, () -> {
            find(request.getParent());
            List<SecretVersion> all = secrets.versionsOf(request.getParent());
            Page<SecretVersion> page =
                    Page.of(all, request.getPageSize(), request.getPageToken(), SecretService::newestFirst);
            return ListSecretVersionsResponse.newBuilder()
                    .addAllVersions(page.items())
                    .setNextPageToken(page.nextToken())
                    .setTotalSize(all.size())
                    .build();
        });
    }

    @Override
    public void accessSecretVersion(
            AccessSecretVersionRequest request, StreamObserver<AccessSecretVersionResponse> answer) {
        calls.read(answer, () -> {
            SecretVersion version = secrets.version(request.getName());
            SecretPayload payload = secrets.payload(version);
            return AccessSecretVersionResponse.newBuilder()
                    .setName(version.getName())
                    .setPayload(payload.toBuilder().setDataCrc32C(checksum(payload)))
                    .build();
        });
    }

    @Override
    public void disableSecretVersion(DisableSecretVersionRequest request, StreamObserver<SecretVersion> answer) {
        calls.change(
                SERVICE + "DisableSecretVersion",
                request.getName(),
                answer,
                () -> secrets.turn(request.getName(), SecretVersion.State.DISABLED));
    }

    @Override
    public void enableSecretVersion(EnableSecretVersionRequest request, StreamObserver<SecretVersion> answer) {
        calls.change(
                SERVICE + "EnableSecretVersion",
                request.getName(),
                answer,
                () -> secrets.turn(request.getName(), SecretVersion.State.ENABLED));
    }

    @Override
    public void destroySecretVersion(DestroySecretVersionRequest request, StreamObserver<SecretVersion> answer) {
        calls.change(SERVICE + "DestroySecretVersion", request.getName(), answer, () -> {
            SecretVersion destroyed = secrets.turn(request.getName(), SecretVersion.State.DESTROYED);
            secrets.destroyPayload(destroyed.getName());
            return destroyed;
        });
    }

    private Secret find(String name) {
        ResourceName.parse("name", name, "projects", "secrets");
        return secrets.secrets().find(name).orElseThrow(() -> Refusal.notFound("Secret", name));
    }

    private static String newestFirst(SecretVersion version) {
        long number =
                Long.parseLong(version.getName().substring(version.getName().lastIndexOf('/') + 1));
        return String.format(Locale.ROOT, "%019d", Long.MAX_VALUE - number);
    }

    private static long checksum(SecretPayload payload) {
        CRC32C crc = new CRC32C();
        crc.update(payload.getData().asReadOnlyByteBuffer());
        return crc.getValue();
    }
}
