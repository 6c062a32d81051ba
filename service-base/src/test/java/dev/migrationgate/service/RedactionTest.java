package dev.migrationgate.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "connecting to postgresql://app:hunter2@db:5432/x",
                "jdbc:postgresql://db/x?user=app&password=hunter2",
                "PGPASSWORD=hunter2 psql",
                "{\"apiKey\": \"hunter2\"}",
                "Authorization: Bearer hunter2hunter2",
                "secret: 'hunter2'"
            })
    void whatLooksLikeASecretIsTakenOut(String line) {
        assertThat(Redaction.of(line)).doesNotContain("hunter2").contains("***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Migrating schema \"public\" to version \"2 - rates\"",
                "ERROR: syntax error at or near \"TABEL\""
            })
    void whatDoesNotStays(String line) {
        assertThat(Redaction.of(line)).isEqualTo(line);
    }
}
