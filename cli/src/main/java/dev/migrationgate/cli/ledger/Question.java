package dev.migrationgate.cli.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One question over HTTP, by the JDK's older client: to start the newer one takes a fifth of a whole command's time. Redirects are not
 * followed.
 *
 * @param address where to ask
 * @param token what proves who asks; empty: nothing does
 * @param limit how long it may take until the last byte of the answer
 */
record Question(URI address, Optional<String> token, Duration limit) {
    /** Far more than a page of 200 deployments; a wrong address may answer without end. */
    static final int LARGEST_ANSWER_BYTES = 64 << 20;

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final int FIRST_OF_ERRORS = 400;
    private static final int PIECE_BYTES = 8192;
    private static final long AGAIN_MILLIS = 100;

    /**
     * What came of it.
     *
     * @param status the status code
     * @param body the body, which may be empty
     */
    record Answer(int status, String body) {}

    /** Asks. @throws IOException there is no answer, or none in HTTP, or not in time, or too long a one */
    Answer ask() throws IOException {
        long begin = System.nanoTime();
        var connection = (HttpURLConnection) address.toURL().openConnection();
        var begun = new CountDownLatch(1);
        Thread.ofPlatform().daemon().name("question-limit").start(() -> end(connection, begun));
        try {
            int status = status(connection);
            begun.countDown();
            return new Answer(status, body(connection, status, begin));
        } catch (IOException | RuntimeException e) {
            // A connection that is ended under way says what it likes.
            if (isLate(begin)) {
                throw late();
            }
            throw e;
        } finally {
            begun.countDown();
            connection.disconnect();
        }
    }

    private int status(HttpURLConnection connection) throws IOException {
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout((int) CONNECT_LIMIT.toMillis());
        connection.setReadTimeout((int) limit.toMillis());
        token.ifPresent(text -> connection.setRequestProperty("Authorization", "Bearer " + text));
        int status = connection.getResponseCode();
        if (status < 0) {
            throw new IOException("its answer is no HTTP");
        }
        return status;
    }

    private String body(HttpURLConnection connection, int status, long begin) throws IOException {
        var whole = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE_BYTES];
        try (InputStream body = status < FIRST_OF_ERRORS ? connection.getInputStream() : connection.getErrorStream()) {
            for (int read = body == null ? -1 : body.read(piece); read >= 0; read = body.read(piece)) {
                whole.write(piece, 0, read);
                if (whole.size() > LARGEST_ANSWER_BYTES) {
                    throw new IOException("its answer is longer than " + (LARGEST_ANSWER_BYTES >> 20) + " MiB");
                }
                if (isLate(begin)) {
                    throw late();
                }
            }
        }
        return whole.toString(StandardCharsets.UTF_8);
    }

    private boolean isLate(long begin) {
        return System.nanoTime() - begin >= limit.toNanos();
    }

    private SocketTimeoutException late() {
        return new SocketTimeoutException("no whole answer within " + limit.toSeconds() + " s");
    }

    /** The client's own limit is for each piece; an answer's beginning that comes in many would take for ever. */
    private void end(HttpURLConnection connection, CountDownLatch begun) {
        try {
            long wait = limit.toMillis();
            while (!begun.await(wait, TimeUnit.MILLISECONDS)) {
                connection.disconnect();
                // It may not have been connected yet.
                wait = AGAIN_MILLIS;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
