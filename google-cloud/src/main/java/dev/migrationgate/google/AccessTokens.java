package dev.migrationgate.google;

import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Access tokens of the application default credentials, for what is no client of Google's. Where there are none, that is looked for again
 * after a minute, since finding out may take seconds. Safe for several threads.
 */
public final class AccessTokens {
    private static final Logger LOGGER = LoggerFactory.getLogger(AccessTokens.class);
    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Clock clock;
    private Optional<GoogleCredentials> credentials = Optional.empty();
    private Instant next = Instant.MIN;

    /** Opens nothing yet. */
    public AccessTokens(Clock clock) {
        this.clock = clock;
    }

    /**
     * A token that is in force; empty: there are no credentials.
     *
     * @throws IOException there are, but Google gives no token for them now
     */
    public Optional<String> get() throws IOException {
        Optional<GoogleCredentials> opened = opened();
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        opened.get().refreshIfExpired();
        return Optional.of(opened.get().getAccessToken().getTokenValue());
    }

    private synchronized Optional<GoogleCredentials> opened() {
        if (credentials.isEmpty() && !clock.instant().isBefore(next)) {
            try {
                credentials =
                        Optional.of(GoogleCredentials.getApplicationDefault().createScoped(SCOPE));
            } catch (IOException e) {
                next = clock.instant().plus(PAUSE);
                LOGGER.atInfo()
                        .addKeyValue("reason", String.valueOf(e.getMessage()))
                        .log("no application default credentials: Google's registries are asked as anybody");
            }
        }
        return credentials;
    }
}
