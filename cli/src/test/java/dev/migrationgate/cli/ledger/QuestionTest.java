package dev.migrationgate.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private ServerSocket server;
    private ScheduledExecutorService threads;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        threads = Executors.newScheduledThreadPool(2);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    @Test
    void anErrorHasItsBody() throws IOException {
        answers("HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnone");

        assertThat(question(LONG).ask()).isEqualTo(new Question.Answer(404, "none"));
    }

    @Test
    void aRefusalWithoutABodyIsOne() throws IOException {
        answers("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer\r\nContent-Length: 0\r\n\r\n");

        assertThat(question(LONG).ask()).isEqualTo(new Question.Answer(401, ""));
    }

    @Test
    void redirectsAreNotFollowed() throws IOException {
        answers("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");

        assertThat(question(LONG).ask().status()).isEqualTo(302);
    }

    @Test
    void whatIsNoHttpIsNoAnswer() {
        answers("SSH-2.0-server\r\n");

        assertThatThrownBy(() -> question(LONG).ask()).isInstanceOf(IOException.class);
    }

    @Test
    void anAnswerThatBreaksOffIsNone() {
        answers("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{}");

        assertThatThrownBy(() -> question(LONG).ask()).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nX: ",
                "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffff\r\n",
                "HTTP/1.1 500 Oh\r\n\r\n"
            })
    void anAnswerThatComesByteByByteEndsInTime(String begin) {
        threads.execute(() -> {
            try {
                OutputStream out = server.accept().getOutputStream();
                write(out, begin);
                var _ = threads.scheduleAtFixedRate(() -> write(out, "x"), 0, 10, TimeUnit.MILLISECONDS);
            } catch (IOException e) {
                // The test is over.
            }
        });

        assertThatThrownBy(() -> question(Duration.ofSeconds(1)).ask())
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessage("no whole answer within 1 s");
    }

    private Question question(Duration limit) {
        return new Question(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v1"), Optional.of("t"), limit);
    }

    private void answers(String text) {
        threads.execute(() -> {
            try (Socket socket = server.accept()) {
                socket.getInputStream().read(new byte[1024]);
                write(socket.getOutputStream(), text);
            } catch (IOException e) {
                // The test is over.
            }
        });
    }

    private static void write(OutputStream out, String text) {
        try {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
            out.flush();
        } catch (IOException e) {
            // Whoever asked has gone.
        }
    }
}
