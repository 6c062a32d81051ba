package dev.migrationgate.quickstart.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.audit.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyPairTest {
    @Test
    void thePairIsKeptForTheNextStartAndReadableByItsOwnerOnly(@TempDir Path state) throws IOException {
        var variables = KeyPair.ofAudit(state).keep().ledger();
        Path secret = state.resolve("audit-key.pem");
        String drawn = Files.readString(secret);

        assertThat(KeyPair.ofAudit(state).keep().ledger()).isEqualTo(variables);

        assertThat(variables)
                .containsEntry("AUDIT_KEY", "file:" + secret)
                .containsEntry(
                        "AUDIT_PUBLIC_KEY", "file:" + KeyPair.ofAudit(state).open());
        assertThat(secret).hasContent(drawn);
        assertThat(SigningKey.of(drawn, Files.readString(KeyPair.ofAudit(state).open()))
                        .privatePem())
                .isEqualTo(drawn);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(state)) {
            assertThat(files).hasSize(2);
        }
    }
}
