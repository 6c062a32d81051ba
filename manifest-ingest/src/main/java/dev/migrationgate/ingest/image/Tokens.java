package dev.migrationgate.ingest.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says to registries who asks: to Google's with Google's token, to others as they want to hear it, with a password if there is one, else as
 * anybody. Tokens are kept while they are in force, so that most questions are one exchange. Safe for several threads.
 */
final class Tokens {
    private static final Logger LOGGER = LoggerFactory.getLogger(Tokens.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How long a token is in force that does not say (https://distribution.github.io/distribution/spec/auth/token/). */
    private static final long USUAL_SECONDS = 60;

    private static final Duration MARGIN = Duration.ofSeconds(10);
    private static final int MOST_KEPT = 1_000;

    private final Exchange exchange;
    private final GoogleToken googleToken;
    private final DockerConfig passwords;
    private final Clock clock;
    private final ConcurrentMap<Repository, Kept> kept = new ConcurrentHashMap<>();

    private record Repository(String host, String path) {}

    private record Kept(String authorization, Instant until) {}

    Tokens(Exchange exchange, GoogleToken googleToken, DockerConfig passwords, Clock clock) {
        this.exchange = exchange;
        this.googleToken = googleToken;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** The {@code Authorization} to begin with; empty: none. */
    Optional<String> first(String host, String repository) throws IOException {
        if (isGoogles(host)) {
            return googleToken.get().map(token -> "Bearer " + token);
        }
        return Optional.ofNullable(kept.get(new Repository(host, repository)))
                .filter(each -> each.until().isAfter(clock.instant()))
                .map(Kept::authorization);
    }

    /**
     * The one that the registry wants.
     *
     * @param refusal its answer
     * @return empty: there is none
     */
    Optional<String> wanted(Exchange.Answer refusal, String host, String repository)
            throws IOException, InterruptedException {
        Optional<Challenge> challenge = Challenge.read(refusal.headers().allValues("WWW-Authenticate"));
        if (challenge.isEmpty()) {
            return Optional.empty();
        }
        return switch (challenge.get()) {
            case Challenge.Basic _ -> passwords.of(host);
            case Challenge.Bearer bearer when bearer.isOf(host) -> token(bearer, host, repository);
            case Challenge.Bearer stranger -> {
                LOGGER.atWarn()
                        .addKeyValue("registry", host)
                        .addKeyValue("server", String.valueOf(stranger.realm().getHost()))
                        .log("a registry sends us for a token to a server that is not of its domain, or without TLS");
                yield Optional.empty();
            }
        };
    }

    private Optional<String> token(Challenge.Bearer bearer, String host, String repository)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(bearer.address(repository));
        passwords.of(host).ifPresent(password -> request.header("Authorization", password));
        Exchange.Answer answer = exchange.send(request.build()).ofUse();
        if (!answer.isGood()) {
            return Optional.empty();
        }
        JsonNode body = read(answer.body());
        String token = body.path("token").asText(body.path("access_token").asText(""));
        if (token.isEmpty()) {
            return Optional.empty();
        }
        Duration inForce = Duration.ofSeconds(body.path("expires_in").asLong(USUAL_SECONDS));
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        var mine = new Kept("Bearer " + token, clock.instant().plus(inForce).minus(MARGIN));
        kept.put(new Repository(host, repository), mine);
        return Optional.of(mine.authorization());
    }

    private static JsonNode read(ByteString body) throws IOException {
        try {
            return JSON.readTree(body.toByteArray());
        } catch (IOException _) {
            // Without its message, which may quote the token.
            throw new IOException("what should be a token is no JSON");
        }
    }

    /** Google's token goes to Google alone, whichever registries may be asked. */
    private static boolean isGoogles(String host) {
        return host.endsWith(".pkg.dev") || host.equals("gcr.io") || host.endsWith(".gcr.io");
    }
}
