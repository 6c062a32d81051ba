package dev.migrationgate.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.audit.SigningKey;
import dev.migrationgate.google.secret.SecretReference;
import dev.migrationgate.google.secret.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestSigningTest {
    private static final SigningKey KEY = SigningKey.draw();
    private static final SecretReference SECRET = SecretReference.parse("file:/own");
    private static final SecretReference OPEN = SecretReference.parse("file:/own.pub");
    private static final SecretReference OLD = SecretReference.parse("file:/old.pub");

    @Test
    void theKeyIsOneOfThoseThatAreTrusted() {
        var keys = new RequestSigning(Optional.of(SECRET), List.of(OLD, OPEN)).read(secrets());

        assertThat(keys.own().orElseThrow().id()).isEqualTo(KEY.id());
        assertThat(keys.trusted().orElseThrow().ids()).hasSize(2).contains(KEY.id());
    }

    /** Nobody would take what it signs, and nobody would notice before the first deployment. */
    @Test
    void aKeyThatIsNotAmongThemIsToldAtTheStart() {
        assertThatThrownBy(() -> new RequestSigning(Optional.of(SECRET), List.of(OLD)).read(secrets()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("file:/own")
                .hasMessageContaining("none of the public keys belongs to the private key");
    }

    @Test
    void whatIsNoKeyIsToldAtTheStart() {
        var empty = SecretReference.parse("file:/empty");

        assertThatThrownBy(() -> new RequestSigning(Optional.of(SECRET), List.of(OPEN, empty)).read(secrets()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void withoutAKeyNothingIsSignedAndEverythingBelieved() {
        var keys = new RequestSigning(Optional.empty(), List.of()).read(secrets());

        assertThat(keys.own()).isEmpty();
        assertThat(keys.trusted()).isEmpty();
    }

    private static Secrets secrets() {
        Map<SecretReference, String> all = Map.of(
                SECRET,
                KEY.privatePem(),
                OPEN,
                KEY.publicPem(),
                OLD,
                SigningKey.draw().publicPem());
        return reference -> all.getOrDefault(reference, "").getBytes(StandardCharsets.UTF_8);
    }
}
