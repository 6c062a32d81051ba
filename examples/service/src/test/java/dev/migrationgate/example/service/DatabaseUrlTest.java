package dev.migrationgate.example.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    @Test
    void aConnectionStringIsTakenApart() {
        var url = DatabaseUrl.parse("postgresql://app:secret@db.internal:5433/payments");

        assertThat(url).isEqualTo(new DatabaseUrl("jdbc:postgresql://db.internal:5433/payments", "app", "secret"));
    }

    @Test
    void anEncodedPasswordIsDecoded() {
        var url = DatabaseUrl.parse("postgresql://a%2Fb:p%40ss%3A%25+%20@localhost/payments");

        assertThat(url.user()).isEqualTo("a/b");
        assertThat(url.password()).isEqualTo("p@ss:%+ ");
    }

    @Test
    void aPasswordMayHoldColons() {
        assertThat(DatabaseUrl.parse("postgresql://app:a:b@localhost/payments").password())
                .isEqualTo("a:b");
    }

    @Test
    void parametersAreKept() {
        assertThat(DatabaseUrl.parse("postgres://app:secret@localhost/payments?sslmode=disable")
                        .jdbcUrl())
                .isEqualTo("jdbc:postgresql://localhost/payments?sslmode=disable");
    }

    @Test
    void theLineBreakOfASecretStoreIsIgnored() {
        assertThat(DatabaseUrl.parse("postgresql://app:secret@localhost:5432/payments\n")
                        .jdbcUrl())
                .isEqualTo("jdbc:postgresql://localhost:5432/payments");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "payments",
                "mysql://app:hidden@localhost/payments",
                "postgresql://localhost/payments",
                "postgresql://hidden@localhost/payments",
                "postgresql://app:hidden here@localhost/payments"
            })
    void whatIsNoConnectionStringIsRefusedWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageStartingWith("the connection string must be")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void aMissingVariableIsNamed() {
        assertThatThrownBy(() -> DatabaseUrl.from(Map.of(), "SHOP_URL")).hasMessage("SHOP_URL is not set");
    }

    @Test
    void thePasswordIsNotPrinted() {
        assertThat(DatabaseUrl.parse("postgresql://app:secret@localhost/payments"))
                .asString()
                .doesNotContain("secret");
    }
}
