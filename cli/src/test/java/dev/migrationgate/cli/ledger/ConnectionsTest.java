package dev.migrationgate.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    @Test
    void certificatesAreReadOnlyWhereTheAddressNeedsThem() throws NoSuchAlgorithmException {
        try (HttpClient secure = Connections.to(URI.create("HTTPS://ledger.example"));
                HttpClient plain = Connections.to(URI.create("http://ledger.example"))) {
            assertThat(secure.sslContext()).isSameAs(SSLContext.getDefault());
            assertThat(plain.sslContext()).isNotSameAs(SSLContext.getDefault());
            assertThat(secure.followRedirects()).isEqualTo(HttpClient.Redirect.NEVER);
        }
    }
}
