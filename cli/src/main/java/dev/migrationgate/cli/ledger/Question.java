package dev.migrationgate.cli.ledger;

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

    /**
     * What came of it.
     *
     * @param status the status code
     * @param body the body, which may be empty
     */
    record Answer(int status, String body) {}

    /** Asks. @throws IOException there is no answer, or none in HTTP, or not in time, or too long a one */
    Answer ask() throws IOException {
        var connection = (HttpURLConnection) address.toURL().openConnection();
        var over = new CountDownLatch(1);
        var late = new CountDownLatch(1);
        Thread.ofPlatform().daemon().name("question-limit").start(() -> end(connection, over, late));
        try {
            return answer(connection);
        } catch (IOException e) {
            throw late.getCount() == 0
                    ? new SocketTimeoutException("no whole answer within " + limit.toSeconds() + " s")
                    : e;
        } finally {
            over.countDown();
            connection.disconnect();
        }
    }

    private Answer answer(HttpURLConnection connection) throws IOException {
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout((int) CONNECT_LIMIT.toMillis());
        connection.setReadTimeout((int) limit.toMillis());
        token.ifPresent(text -> connection.setRequestProperty("Authorization", "Bearer " + text));
        int status = connection.getResponseCode();
        if (status < 0) {
            throw new IOException("its answer is no HTTP");
        }
        try (InputStream body = status < FIRST_OF_ERRORS ? connection.getInputStream() : connection.getErrorStream()) {
            byte[] bytes = body == null ? new byte[0] : body.readNBytes(LARGEST_ANSWER_BYTES + 1);
            if (bytes.length > LARGEST_ANSWER_BYTES) {
                throw new IOException("its answer is longer than " + (LARGEST_ANSWER_BYTES >> 20) + " MiB");
            }
            return new Answer(status, new String(bytes, StandardCharsets.UTF_8));
        }
    }

    /** The client's own limit is for each piece of an answer; one that comes in many would take for ever. */
    private void end(HttpURLConnection connection, CountDownLatch over, CountDownLatch late) {
        try {
            if (!over.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                late.countDown();
                connection.disconnect();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
