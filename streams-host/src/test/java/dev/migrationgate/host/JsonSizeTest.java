package dev.migrationgate.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSizeTest {
    private static final JsonCodec<String> CODEC = new JsonCodec<>(String.class);

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "\u0001\u001f\n\t", "\"quoted\\", "\u007f\u00e4\u20ac", "\ud83d\ude00", "a b"})
    void noTextIsLongerAsJsonThanIsSaid(String text) {
        int quotes = 2;

        assertThat(JsonSize.of(text)).isGreaterThanOrEqualTo(CODEC.encode(text).length - quotes);
    }
}
