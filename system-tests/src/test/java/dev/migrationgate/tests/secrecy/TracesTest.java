package dev.migrationgate.tests.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracesTest {
    private static final String SECRET = "hunter2-and-more";

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc", "postgresql://user:"})
    void aSecretIsFoundInWhateverItStandsAndHoweverItIsSpelled(String before) {
        byte[] plain = (before + SECRET + "@host").getBytes(StandardCharsets.UTF_8);
        byte[] base64 = Base64.getEncoder().encode(plain);
        byte[] hexadecimal = HexFormat.of().formatHex(plain).getBytes(StandardCharsets.UTF_8);

        assertThat(new Traces(Map.of("plain", plain, "base64", base64, "hexadecimal", hexadecimal)).of(SECRET))
                .containsExactly("base64", "hexadecimal", "plain");
    }

    @Test
    void bytesThatAreNoTextHideNothing() {
        byte[] bytes = "\u0000 hunter2-and-more".getBytes(StandardCharsets.UTF_8);
        bytes[1] = (byte) 0xff;

        assertThat(new Traces(Map.of("record", bytes)).of(SECRET)).containsExactly("record");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        byte[] bytes = "hunter3-and-more".getBytes(StandardCharsets.UTF_8);

        assertThat(new Traces(Map.of("record", bytes)).of(SECRET)).isEmpty();
    }
}
