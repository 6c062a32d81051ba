package dev.migrationgate.cli.ledger.follow;

import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.ledger.Deployment;
import dev.migrationgate.cli.ledger.Reply;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Asks for deployments again and again, until all have ended or the time is over. For one use, by one thread. */
final class Follow {
    private static final Duration POLL = Duration.ofSeconds(1);
    /** Whoever waits has time for one more answer after a limit, but not for nothing. */
    private static final Duration SHORTEST_LIMIT = Duration.ofSeconds(1);

    private final Asking ledger;
    private final InstantSource clock;
    private final Pause pause;
    private final Consumer<String> trouble;
    private boolean troubled;

    /**
     * Follows nothing yet.
     *
     * @param trouble is told, once, that the ledger does not answer
     */
    Follow(Asking ledger, InstantSource clock, Pause pause, Consumer<String> trouble) {
        this.ledger = ledger;
        this.clock = clock;
        this.pause = pause;
        this.trouble = trouble;
    }

    /**
     * Follows them to their ends.
     *
     * @param timeout after which it returns in any case; each is asked for at least once
     * @return the same deployments in the same order, as they were seen last
     * @throws CommandException the ledger refuses, for good, to say anything
     */
    List<Followed> untilEnded(List<Followed> deployments, Duration timeout, Progress progress)
            throws InterruptedException {
        Instant start = clock.instant();
        Instant deadline = start.plus(timeout);
        List<Followed> all = deployments;
        while (true) {
            all = look(all, deadline);
            progress.show(all, Duration.between(start, clock.instant()));
            Duration left = Duration.between(clock.instant(), deadline);
            boolean ended = all.stream().allMatch(each -> each.outcome().isPresent());
            if (ended || !left.isPositive()) {
                return all;
            }
            pause.pause(left.compareTo(POLL) < 0 ? left : POLL);
        }
    }

    /** A ledger that does not answer for one will not for the next either: they are left as they are. */
    private List<Followed> look(List<Followed> all, Instant deadline) throws InterruptedException {
        List<Followed> seen = new ArrayList<>(all);
        try {
            for (int i = 0; i < seen.size(); i++) {
                if (seen.get(i).outcome().isEmpty()) {
                    seen.set(i, look(seen.get(i), deadline));
                }
            }
        } catch (IOException e) {
            if (!troubled) {
                troubled = true;
                trouble.accept(String.valueOf(e.getMessage() == null ? e : e.getMessage()));
            }
        }
        return seen;
    }

    private Followed look(Followed followed, Instant deadline) throws IOException, InterruptedException {
        Duration left = Duration.between(clock.instant(), deadline);
        Duration limit = left.compareTo(SHORTEST_LIMIT) < 0 ? SHORTEST_LIMIT : left;
        return switch (ledger.ask(followed.id(), limit)) {
            case Reply.Found found -> followed.seen(new Deployment(found.json()));
            case Reply.Refused refused when refused.isUnknown() -> followed;
            case Reply.Refused refused when refused.isPassing() -> throw new IOException(refused.sentence());
            case Reply.Refused refused -> throw new CommandException(CommandException.UNUSABLE, refused.sentence());
        };
    }
}
