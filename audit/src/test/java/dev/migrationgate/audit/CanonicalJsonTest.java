package dev.migrationgate.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
    /** RFC 8785, section 3.2.3. */
    @Test
    void namesAreInTheOrderOfTheirCodeUnits() {
        assertThat(CanonicalJson.parse("{\"\\u20ac\":\"Euro Sign\",\"\\r"
                                + "\":\"Carriage Return\",\"\\ufb33\":\"Hebrew Letter Dalet With"
                                + " Dagesh\",\"1\":\"One\",\"\\ud83d\\ude00\":\"Emoji\",\"\\u0080\":\"Control\",\"\\u00f6\":\"Latin Small"
                                + " Letter O With Diaeresis\"}")
                        .text())
                .containsSubsequence("Carriage", "One", "Control", "Latin", "Euro", "Emoji", "Hebrew");
    }

    /** RFC 8785, section 3.2.2.2. */
    @Test
    void textsAreEscapedAsLittleAsJsonAllows() {
        assertThat(CanonicalJson.parse(" [ \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\\b\\t\\f\\r"
                                + "\\u007f\\u001f\" , true , null , -0 , 56 ] ")
                        .text())
                .isEqualTo("[\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\\b\\t\\f\\r\u007f\\u001f\",true,null,0,56]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.5",
                "1.0",
                "1e3",
                "9007199254740992",
                "-9007199254740992",
                "99999999999999999999",
                "[1] 2",
                "{\"a\":1,\"a\":1}",
                "",
                "\"a",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "NaN"
            })
    void whatHasNoCanonicalFormIsRefused(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.parse(json));
    }

    /** Jackson's own limits name no place. */
    @Test
    void whatIsTooDeepOrTooLongIsRefused() {
        for (String json : List.of(
                "[".repeat(2_000) + "]".repeat(2_000), "1".repeat(5_000), "{\"" + "a".repeat(100_000) + "\":1}")) {
            assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.parse(json));
        }
    }

    @Test
    void halfOfAPairIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.of(TextNode.valueOf("a\ud800")));
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.of(TextNode.valueOf("\ud800a")));
        assertThat(CanonicalJson.of(TextNode.valueOf("\ud83d\ude00")).text()).isEqualTo("\"\ud83d\ude00\"");
    }

    @Test
    void theGreatestNumbersStay() {
        assertThat(CanonicalJson.parse("[9007199254740991,-9007199254740991]").text())
                .isEqualTo("[9007199254740991,-9007199254740991]");
    }
}
