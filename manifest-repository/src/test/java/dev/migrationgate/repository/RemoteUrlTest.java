package dev.migrationgate.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteUrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://github.com/acme/manifests.git",
                "https://git.example.org:8443/~team/manifests",
                "ssh://git@github.com/acme/manifests.git",
                "ssh://git.example.org:2222/srv/git/manifests.git"
            })
    void urlsThatAreReachedSafelyAreTaken(String url) {
        assertThat(RemoteUrl.of(url).toString()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://github.com/acme/manifests.git",
                "file:///srv/git/manifests.git",
                "/srv/git/manifests.git",
                "../manifests",
                "git://github.com/acme/manifests.git",
                "git@github.com:acme/manifests.git",
                "ext::sh -c whoami",
                "ext::https://github.com/acme",
                "amazon-s3://key@bucket/manifests.git",
                "sftp://git@example.org/manifests.git",
                "ftp://example.org/manifests.git",
                "bundle:///tmp/manifests.bundle",
                "https://user:hunter2@github.com/acme/manifests.git",
                "https://hunter2@github.com/acme/manifests.git",
                "ssh://git:hunter2@github.com/acme/manifests.git",
                "ssh://-oProxyCommand=whoami/acme/manifests.git",
                "ssh://git@-oProxyCommand=whoami/manifests.git",
                "ssh://-oProxyCommand=whoami@github.com/manifests.git",
                "ssh://git@github.com/acme/$(whoami).git",
                "ssh://git@github.com/acme/man'ifests.git",
                "https://github.com/acme/manifests.git?token=hunter2",
                "https://github.com/acme/manifests.git#hunter2",
                "https://github.com/acme/mani\nfests.git",
                "https://github.com\\@evil.example.org/manifests.git",
                "https:///manifests.git"
            })
    void otherUrlsAreRefusedAndNotRepeated(String url) {
        assertThatThrownBy(() -> RemoteUrl.of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void plainHttpAndFilesAreTakenOnlyWhereThatIsAllowed() {
        assertThat(new RemoteUrl("http://localhost:8080/repository.git", true).toString())
                .isEqualTo("http://localhost:8080/repository.git");
        assertThat(new RemoteUrl("file:///srv/git/manifests.git", true).toString())
                .isEqualTo("file:///srv/git/manifests.git");
    }

    @Test
    void whatIsNoCommitIsRefused() {
        assertThatThrownBy(() -> new CommitId("0".repeat(40))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CommitId("main")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CommitId("A".repeat(40))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSecretForSshHoldsTheKeyAndTheServersOwn() {
        RemoteUrl url = RemoteUrl.of("ssh://git@example.org/manifests.git");

        Credential credential = Credential.of(
                url, "unused", "example.org ssh-ed25519 AAAA\n-----BEGIN KEY-----\nabc\n-----END KEY-----\n");

        assertThat(credential)
                .isEqualTo(new Credential.SshKey(
                        "-----BEGIN KEY-----\nabc\n-----END KEY-----\n", "example.org ssh-ed25519 AAAA\n"));
        assertThat(credential.toString()).isEqualTo("SshKey[]");
    }
}
