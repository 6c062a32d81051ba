package dev.migrationgate.access;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of tokens that may be changed while the service runs: it is read again when a token comes, at most every two seconds. A file
 * that cannot be used leaves the tokens as they were, and {@link #problem} says so. Safe for several threads.
 */
final class TokensFile {
    private static final Logger LOGGER = LoggerFactory.getLogger(TokensFile.class);

    /** Reading whole is cheap, and unlike a look at times and sizes it misses no change. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Path file;
    private final Clock clock;
    private final CloudScopes scopes;
    private final Lock reading = new ReentrantLock();
    private volatile TokenList tokens;
    private volatile Instant nextLook;
    private volatile Optional<String> problem = Optional.empty();

    /**
     * Reads the file for the first time.
     *
     * @param scopes whether the scopes of those who deploy hold
     * @throws IllegalStateException it cannot be used; the message says why
     */
    TokensFile(Path file, Clock clock, CloudScopes scopes) {
        this.file = file;
        this.clock = clock;
        this.scopes = scopes;
        var problems = new ArrayList<String>();
        this.tokens = read(problems).orElseThrow(() -> new IllegalStateException(String.join("; ", problems)));
        this.nextLook = clock.instant().plus(PAUSE);
    }

    /** Who has this token. */
    Authentication find(String token) {
        Instant now = clock.instant();
        refresh(now);
        Optional<TokenList.Entry> entry = tokens.find(token);
        if (entry.isEmpty()) {
            return new Authentication.Refused("the token is not known");
        }
        return entry.get().expired(now)
                ? new Authentication.Refused("the token has expired")
                : new Authentication.Known(entry.get().caller());
    }

    /** Why the file as it is now cannot be used; empty: it can. */
    Optional<String> problem() {
        return problem;
    }

    /** Whoever comes first reads; the others go on with what is known. */
    private void refresh(Instant now) {
        if (now.isBefore(nextLook) || !reading.tryLock()) {
            return;
        }
        try {
            nextLook = now.plus(PAUSE);
            var problems = new ArrayList<String>();
            read(problems).ifPresent(read -> tokens = read);
            tell(problems);
        } finally {
            reading.unlock();
        }
    }

    private Optional<TokenList> read(List<String> problems) {
        return TokenList.read(file, problems::add).filter(read -> {
            Optional<String> unheld = scopes.problem(read.deployers());
            unheld.ifPresent(problem -> problems.add(file + ": " + problem));
            return unheld.isEmpty();
        });
    }

    /** Once for each problem, not every two seconds. */
    private void tell(List<String> problems) {
        Optional<String> before = problem;
        problem = problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
        if (problem.isPresent() && !problem.equals(before)) {
            LOGGER.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("reason", problem.get())
                    .log("the tokens file cannot be used; the tokens that were read before stay");
        }
    }
}
