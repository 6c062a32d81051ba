package dev.migrationgate.cli.ledger;

import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Makes the HTTP client for an address. */
final class Connections {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private Connections() {}

    /** One that may be slower to make where the address needs it. Redirects are not followed. */
    static HttpClient to(URI address) {
        // A command asks one thing or two; the change to HTTP/2 would take it longer than the answers.
        HttpClient.Builder client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT);
        return "https".equalsIgnoreCase(address.getScheme())
                ? client.build()
                : client.sslContext(trustingNobody()).build();
    }

    /**
     * The client makes a context for TLS even where it never uses one, and the usual one reads the certificates of all authorities:
     * a tenth of a command's time. This one reads none, and refuses everybody.
     */
    private static SSLContext trustingNobody() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[0], new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no TLS", e);
        }
    }
}
