package dev.migrationgate.emulator.secret;

import com.google.cloud.secretmanager.v1.Secret;
import com.google.cloud.secretmanager.v1.SecretPayload;
import com.google.cloud.secretmanager.v1.SecretVersion;
import com.google.protobuf.ByteString;
import dev.migrationgate.emulator.call.Refusal;
import dev.migrationgate.emulator.call.ResourceName;
import dev.migrationgate.emulator.call.Times;
import dev.migrationgate.emulator.store.ResourceStore;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Secrets with their versions. Values are kept in clear text in the state folder, which therefore must be as private as they
 * are. Thread safe.
 */
public final class Secrets {
    private final ResourceStore<Secret> secrets;
    private final ResourceStore<SecretVersion> versions;
    private final ResourceStore<SecretPayload> payloads;
    private final Clock clock;

    private Secrets(Path folder, Clock clock) {
        this.secrets = ResourceStore.open(folder.resolve("secrets"), Secret.getDefaultInstance());
        this.versions = ResourceStore.open(folder.resolve("versions"), SecretVersion.getDefaultInstance());
        this.payloads = ResourceStore.open(folder.resolve("payloads"), SecretPayload.getDefaultInstance());
        this.clock = clock;
    }

    /** Reads what the folder holds. */
    public static Secrets open(Path folder, Clock clock) {
        return new Secrets(folder, clock);
    }

    ResourceStore<Secret> secrets() {
        return secrets;
    }

    ResourceStore<SecretVersion> versions() {
        return versions;
    }

    /** A secret's versions, newest first. */
    List<SecretVersion> versionsOf(String secret) {
        return versions.all().stream()
                .filter(version -> version.getName().startsWith(secret + "/versions/"))
                .sorted(Comparator.comparingLong(Secrets::number).reversed())
                .toList();
    }

    /** Adds a version with the next number; the secret must exist. */
    synchronized SecretVersion add(String secret, SecretPayload payload) {
        if (secrets.find(secret).isEmpty()) {
            throw Refusal.notFound("Secret", secret);
        }
        long next = versionsOf(secret).stream().mapToLong(Secrets::number).max().orElse(0) + 1;
        String name = secret + "/versions/" + next;
        SecretVersion version = SecretVersion.newBuilder()
                .setName(name)
                .setCreateTime(Times.timestamp(clock.instant()))
                .setState(SecretVersion.State.ENABLED)
                .setEtag("\"1\"")
                .setClientSpecifiedPayloadChecksum(payload.hasDataCrc32C())
                .build();
        payloads.create(name, payload); // before the version, so that no version is ever without its value
        versions.create(name, version);
        return version;
    }

    /** Finds a version by its full name, where the number may be {@code latest}. */
    SecretVersion version(String name) {
        ResourceName parsed = ResourceName.parse("name", name, "projects", "secrets", "versions");
        Optional<SecretVersion> found;
        if ("latest".equals(parsed.id())) {
            String secret = name.substring(0, name.lastIndexOf("/versions/"));
            found = versionsOf(secret).stream().findFirst();
        } else {
            found = versions.find(name);
        }
        return found.orElseThrow(() -> Refusal.notFound("Secret Version", name));
    }

    /** Changes a version's state and gives it back; one that is destroyed stays so. */
    SecretVersion turn(String name, SecretVersion.State state) {
        String full = version(name).getName();
        return versions.update(full, version -> turned(version, state))
                .orElseThrow(() -> Refusal.notFound("Secret Version", name));
    }

    private SecretVersion turned(SecretVersion version, SecretVersion.State state) {
        if (version.getState() == SecretVersion.State.DESTROYED) {
            throw Refusal.precondition("Secret Version [%s] is destroyed.".formatted(version.getName()));
        }
        SecretVersion.Builder turned = version.toBuilder().setState(state);
        if (state == SecretVersion.State.DESTROYED) {
            turned.setDestroyTime(Times.timestamp(clock.instant()));
        }
        return turned.build();
    }

    SecretPayload payload(SecretVersion version) {
        if (version.getState() != SecretVersion.State.ENABLED) {
            throw disabled(version);
        }
        return payloads.find(version.getName()).orElseThrow(() -> disabled(version));
    }

    void destroyPayload(String version) {
        payloads.remove(version);
    }

    /**
     * The value of a version.
     *
     * @param version full name; the number may be {@code latest}
     * @throws StatusRuntimeException NOT_FOUND, or FAILED_PRECONDITION for one that is disabled or destroyed
     */
    public ByteString access(String version) {
        return payload(version(version)).getData();
    }

    private static StatusRuntimeException disabled(SecretVersion version) {
        return Refusal.precondition(
                "Secret Version [%s] is in %s state.".formatted(version.getName(), version.getState()));
    }

    private static long number(SecretVersion version) {
        return Long.parseLong(version.getName().substring(version.getName().lastIndexOf('/') + 1));
    }
}
