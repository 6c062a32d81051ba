package dev.migrationgate.emulator;

import static dev.migrationgate.emulator.TestCloud.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.gax.rpc.AlreadyExistsException;
import com.google.api.gax.rpc.FailedPreconditionException;
import com.google.api.gax.rpc.InvalidArgumentException;
import com.google.api.gax.rpc.NotFoundException;
import com.google.cloud.secretmanager.v1.Secret;
import com.google.cloud.secretmanager.v1.SecretPayload;
import com.google.protobuf.ByteString;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsIT {
    @TempDir
    Path directory;

    private TestCloud cloud;

    @BeforeEach
    void start() {
        cloud = new TestCloud(directory);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void versionsAreNumberedAndTheLatestIsFound() {
        String first = cloud.secret("url", "old");
        String secret = PROJECT + "/secrets/url";
        cloud.clients().secrets().addSecretVersion(secret, payload("new"));

        assertThat(first).isEqualTo(secret + "/versions/1");
        assertThat(access(first)).isEqualTo("old");
        assertThat(access(secret + "/versions/latest")).isEqualTo("new");
    }

    @Test
    void valuesAreStillThereAfterARestart() {
        String version = cloud.secret("url", "kept");

        cloud.stop();
        cloud.start();

        assertThat(access(version)).isEqualTo("kept");
    }

    @Test
    void whatIsDisabledOrDestroyedCannotBeRead() {
        String version = cloud.secret("url", "value");

        cloud.clients().secrets().disableSecretVersion(version);
        assertThatThrownBy(() -> access(version)).isInstanceOf(FailedPreconditionException.class);

        cloud.clients().secrets().enableSecretVersion(version);
        assertThat(access(version)).isEqualTo("value");

        cloud.clients().secrets().destroySecretVersion(version);
        assertThatThrownBy(() -> access(version)).isInstanceOf(FailedPreconditionException.class);
    }

    @Test
    void aValueThatWasDamagedOnItsWayIsRefused() {
        cloud.secret("url", "value");
        SecretPayload damaged = payload("other").toBuilder().setDataCrc32C(1).build();

        assertThatThrownBy(() -> cloud.clients().secrets().addSecretVersion(PROJECT + "/secrets/url", damaged))
                .isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void theSecondOfANameIsRefusedAndAMissingOneIsNotFound() {
        cloud.secret("url", "value");

        assertThatThrownBy(() -> cloud.clients().secrets().createSecret(PROJECT, "url", Secret.getDefaultInstance()))
                .isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> access(PROJECT + "/secrets/none/versions/1")).isInstanceOf(NotFoundException.class);
    }

    private String access(String version) {
        return cloud.clients()
                .secrets()
                .accessSecretVersion(version)
                .getPayload()
                .getData()
                .toStringUtf8();
    }

    private static SecretPayload payload(String text) {
        return SecretPayload.newBuilder().setData(ByteString.copyFromUtf8(text)).build();
    }
}
