package dev.migrationgate.benchmarks.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Posts at times that are fixed beforehand, whatever becomes of the posts before. A latency counts from when the post was due: had
 * it to wait for a connection, because all were waiting for answers, that is part of it. So nothing that is slow hides itself by
 * keeping others from being asked (coordinated omission). One thread, some connections, no queue but the schedule itself.
 */
final class OpenLoop implements AutoCloseable {
    /** What ingest takes at once without being told otherwise. More would be answered with 503. */
    private static final int CONNECTIONS = 128;

    private static final int MILLION = 1_000_000;

    /** How long after the last post was due answers are still waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final InetSocketAddress address;
    private final Selector selector = Selector.open();
    private final Deque<Connection> free = new ArrayDeque<>();

    OpenLoop(InetSocketAddress address) throws IOException {
        this.address = address;
        for (int i = 0; i < CONNECTIONS; i++) {
            free.push(Connection.open(address, selector));
        }
    }

    /**
     * Posts.
     *
     * @param perSecond how many posts are due each second
     * @param duration for how long
     */
    Answers run(Posts posts, int perSecond, Duration duration) throws IOException, InterruptedException {
        int total = Math.toIntExact(perSecond * duration.toMillis() / 1_000);
        var answers = new Answers(total);
        long start = System.nanoTime();
        long end = start + duration.plus(PATIENCE).toNanos();
        int sent = 0;
        while (answers.count() < total && System.nanoTime() < end) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            while (sent < total && !free.isEmpty() && due(start, sent, perSecond) <= System.nanoTime()) {
                // The one that came back last: at a low rate, few connections are busy and none is idle by turns.
                send(free.pop(), posts, due(start, sent, perSecond), answers);
                sent++;
            }
            // To the millisecond: waiting in a loop would take a processor from what is measured.
            selector.select(key -> answered(key, answers), 1);
        }
        answers.missing(total - answers.count());
        return answers;
    }

    /** Posts texts one after another, for each waiting for its answer. */
    Answers prepare(Posts posts, List<String> texts) throws IOException {
        var answers = new Answers(texts.size());
        for (String text : texts) {
            int before = answers.count();
            String key = "prepare-" + before;
            free.pop().send(posts.request(key, "application/yaml", text.getBytes(UTF_8)), System.nanoTime());
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (answers.count() == before && System.nanoTime() < end) {
                selector.select(selected -> answered(selected, answers), 100);
            }
            answers.missing(before + 1 - answers.count());
        }
        return answers;
    }

    private static long due(long start, int number, int perSecond) {
        return start + number * 1_000L * MILLION / perSecond;
    }

    private void send(Connection connection, Posts posts, long due, Answers answers) throws IOException {
        try {
            connection.send(posts.next(), due);
        } catch (IOException _) {
            broken(connection, answers);
        }
    }

    private void answered(SelectionKey key, Answers answers) {
        if (key.attachment() instanceof Connection connection) {
            try {
                Optional<Integer> status = connection.proceed();
                if (status.isPresent()) {
                    answers.add(status.get(), System.nanoTime() - connection.dueNanos());
                    free.push(connection);
                }
            } catch (IOException _) {
                broken(connection, answers);
            }
        }
    }

    /** An idle one may have been closed by ingest, and nothing is lost; of any other, its request is. */
    private void broken(Connection connection, Answers answers) {
        try {
            if (!free.remove(connection)) {
                answers.add(Answers.BROKEN, System.nanoTime() - connection.dueNanos());
            }
            connection.close();
            free.addLast(Connection.open(address, selector));
        } catch (IOException e) {
            throw new IllegalStateException("ingest does not take connections any more: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
