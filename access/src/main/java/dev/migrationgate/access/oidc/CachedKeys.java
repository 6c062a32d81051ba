package dev.migrationgate.access.oidc;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An issuer's keys, kept for an hour. A key that we do not have is asked for at most once a minute, so that nobody can make us
 * ask again and again with invented keys. While the issuer is away the old keys do, for a day. Safe for several threads.
 */
final class CachedKeys implements JWKSource<SecurityContext> {
    private static final Logger LOGGER = LoggerFactory.getLogger(CachedKeys.class);

    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration USABLE = Duration.ofDays(1);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** After a failure, as every token waits for the keys then. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);

    private final PublishedKeys published;
    private final Clock clock;
    private final Lock asking = new ReentrantLock();
    private Instant nextAttempt = Instant.MIN;
    private volatile Held held = new Held(new JWKSet(), Instant.MIN, Optional.empty());

    CachedKeys(PublishedKeys published, Clock clock) {
        this.published = published;
        this.clock = clock;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        Held known = held;
        List<JWK> found = selector.select(known.keys());
        if (!found.isEmpty() && !known.olderThan(FRESH, clock.instant())) {
            return found;
        }
        boolean does = !found.isEmpty() && !known.olderThan(USABLE, clock.instant());
        Held newer = does ? refreshedUnlessAsked() : refreshed();
        if (newer.olderThan(USABLE, clock.instant())) {
            throw new RemoteKeySourceException(newer.problem().orElse("the keys were not fetched yet"), null);
        }
        found = selector.select(newer.keys());
        if (found.isEmpty() && newer.problem().isPresent()) {
            throw new RemoteKeySourceException(newer.problem().get(), null);
        }
        return found;
    }

    /** One thread asks, and the others wait for its answer; it has a limit of its own. */
    private Held refreshed() {
        asking.lock();
        try {
            return asked();
        } finally {
            asking.unlock();
        }
    }

    /** One thread asks, and the others go on with what is known. */
    private Held refreshedUnlessAsked() {
        if (!asking.tryLock()) {
            return held;
        }
        try {
            return asked();
        } finally {
            asking.unlock();
        }
    }

    private Held asked() {
        if (!clock.instant().isBefore(nextAttempt)) {
            held = fetch(held);
            nextAttempt = clock.instant().plus(held.problem().isEmpty() ? PAUSE : PAUSE_AFTER_FAILURE);
        }
        return held;
    }

    private Held fetch(Held old) {
        try {
            return new Held(published.fetch(), clock.instant(), Optional.empty());
        } catch (IOException e) {
            return away(old, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return away(old, "the service is stopping");
        }
    }

    private Held away(Held old, String reason) {
        String issuer = published.provider().issuer();
        LOGGER.atWarn()
                .addKeyValue("issuer", issuer)
                .addKeyValue("reason", reason)
                .log("cannot fetch the issuer's keys");
        return new Held(old.keys(), old.fetchedAt(), Optional.of("the keys of " + issuer + " are out of reach"));
    }

    /**
     * What the last attempts brought.
     *
     * @param fetchedAt when the keys came
     * @param problem why the last attempt brought none
     */
    private record Held(JWKSet keys, Instant fetchedAt, Optional<String> problem) {
        boolean olderThan(Duration age, Instant now) {
            return fetchedAt.isBefore(now.minus(age));
        }
    }
}
