package dev.migrationgate.cli.ledger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.migrationgate.cli.Gate;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine;

/** A ledger that answers what it is told to, and runs the command against itself. */
public final class StubLedger implements AutoCloseable {
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> headers = new CopyOnWriteArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;

    private record Answer(int status, String body, boolean held) {}

    public StubLedger() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** Answers a path, or a path with its parameters, with this from then on; given again: with this after that. */
    public StubLedger on(String path, int status, String body) {
        return on(path, new Answer(status, body, false));
    }

    /** The same, but the answer does not end before the ledger is closed. */
    public StubLedger held(String path, String body) {
        return on(path, new Answer(200, body, true));
    }

    private StubLedger on(String path, Answer answer) {
        answers.computeIfAbsent(path, _ -> new ArrayDeque<>()).add(answer);
        return this;
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Runs a command that asks this ledger; its exit code. */
    public int gate(String... words) {
        List<String> all = new ArrayList<>(Arrays.asList(words));
        all.add("--ledger=" + address());
        return run(all);
    }

    /** Runs a command as it is; its exit code. */
    public int run(List<String> words) {
        CommandLine gate = Gate.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return gate.execute(words.toArray(String[]::new));
    }

    public String out() {
        return out.toString();
    }

    public String err() {
        return err.toString();
    }

    /** Paths with their parameters, in order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** Of each question: {@code Authorization} and {@code Last-Event-ID}, where they are. */
    public List<String> headers() {
        return List.copyOf(headers);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String whole = exchange.getRequestURI().toString();
            asked.add(whole);
            for (String name : List.of("Authorization", "Last-Event-ID")) {
                Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
                        .ifPresent(value -> headers.add(name + ": " + value));
            }
            Deque<Answer> queue = answers.getOrDefault(
                    whole, answers.getOrDefault(exchange.getRequestURI().getPath(), new ArrayDeque<>()));
            Answer answer;
            synchronized (queue) {
                answer = queue.size() > 1
                        ? queue.removeFirst()
                        : Optional.ofNullable(queue.peek())
                                .orElse(new Answer(
                                        404, "{\"title\":\"Not found\",\"detail\":\"no such route\"}", false));
            }
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), answer.held() ? 0 : bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            if (answer.held()) {
                exchange.getResponseBody().flush();
                closed.await();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
