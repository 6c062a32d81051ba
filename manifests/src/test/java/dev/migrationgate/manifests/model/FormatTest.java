package dev.migrationgate.manifests.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/healthz", "/a/b?c=d&e", "/50%25"})
    void aPathIsTakenThatAnAddressCanEndWith(String path) {
        assertThat(Format.URL_PATH.matches(path)).isTrue();
        assertThat(URI.create("https://service.example" + path)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "healthz", "/50%", "/%zz", "/a b", "/ä"})
    void aPathIsRefusedThatNoAddressCanEndWith(String path) {
        assertThat(Format.URL_PATH.matches(path)).isFalse();
    }
}
