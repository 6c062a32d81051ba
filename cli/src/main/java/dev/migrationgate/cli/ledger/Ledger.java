package dev.migrationgate.cli.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.instance.ServerAddress;
import dev.migrationgate.cli.output.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Asks a deployment ledger over HTTP. Safe for several threads; close ends what it still follows. */
public final class Ledger implements AutoCloseable {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

    private final URI address;
    private final Optional<String> token;
    private Optional<HttpClient> http = Optional.empty();

    /**
     * A client of a ledger.
     *
     * @param address for example {@code http://127.0.0.1:8084}; a path in it stands before every route
     * @param token what proves who asks; empty: nothing does
     * @throws CommandException it is no address
     */
    public Ledger(URI address, Optional<String> token) {
        this.address = ServerAddress.checked(address, "a ledger", "http://127.0.0.1:8084");
        this.token = token;
    }

    /** Where it tells of a deployment; what a server called one may be no part of an address. */
    public static String route(String deployment) {
        return "/v1/deployments/" + encoded(deployment);
    }

    /** One part of a route. */
    public static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Where it is, fit for a terminal. */
    public String address() {
        return Printable.of(address.toString());
    }

    /**
     * Asks something that must have an answer.
     *
     * @param path a route, encoded
     * @throws CommandException it has none, or the ledger is out of reach
     */
    public Reply.Found found(String path, Query query) throws InterruptedException {
        return answer(path, query).orThrow();
    }

    /**
     * Asks for something that may not be there.
     *
     * @param path a route, encoded
     * @return empty: there is no such thing
     * @throws CommandException the ledger refuses, or is out of reach
     */
    public Optional<Reply.Found> find(String path, Query query) throws InterruptedException {
        Reply answer = answer(path, query);
        return answer.isUnknown() ? Optional.empty() : Optional.of(answer.orThrow());
    }

    private Reply answer(String path, Query query) {
        try {
            Question.Answer answer = new Question(address(path, query), token, ANSWER_LIMIT).ask();
            return reply(answer.status(), answer.body());
        } catch (IOException e) {
            throw outOfReach(e);
        }
    }

    /**
     * Asks something.
     *
     * @param path a route, encoded
     * @param limit how long the answer may take
     * @throws IOException the ledger is out of reach, or what is there answers with something else
     */
    public Reply ask(String path, Query query, Duration limit) throws IOException, InterruptedException {
        Duration wait = limit.compareTo(ANSWER_LIMIT) < 0 ? limit : ANSWER_LIMIT;
        HttpRequest request = request(path, query).timeout(wait).build();
        HttpResponse<byte[]> answer =
                http().send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), Question.LARGEST_ANSWER_BYTES));
        return reply(answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
    }

    private Reply reply(int status, String body) throws IOException {
        return status == 200
                ? new Reply.Found(body, json(body).orElseThrow(() -> new IOException("its answer is no JSON")))
                : refused(status, body);
    }

    /** What it told, read; empty: it cannot be. */
    public static Optional<JsonNode> json(String text) {
        try {
            return Optional.of(Json.MAPPER.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    /**
     * Opens what goes on until one side ends it.
     *
     * @param lastEvent what was seen last; empty: nothing was
     * @return the lines; to be closed
     * @throws IOException the ledger is out of reach, or cannot answer now
     * @throws CommandException it refuses to
     */
    public Stream<String> lines(String path, Query query, Optional<String> lastEvent)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path, query).header("Accept", "text/event-stream");
        lastEvent.ifPresent(id -> request.header("Last-Event-ID", id));
        // A limit of the request ends with the headers; what follows has none.
        HttpResponse<Stream<String>> answer =
                http().send(request.timeout(ANSWER_LIMIT).build(), BodyHandlers.ofLines());
        if (answer.statusCode() == 200) {
            return answer.body();
        }
        try (Stream<String> body = answer.body()) {
            Reply.Refused refused = refused(
                    answer.statusCode(), String.join("\n", body.limit(1_000).toList()));
            if (refused.isPassing()) {
                throw new IOException(refused.sentence());
            }
            throw new CommandException(CommandException.UNUSABLE, refused.sentence());
        }
    }

    /** Asks for something of any length, whose beginning has a limit; the answer's body is to be closed. */
    public HttpResponse<InputStream> stream(String path, Query query, String accept, Duration limit)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request(path, query).header("Accept", accept).timeout(limit);
        return http().send(request.build(), BodyHandlers.ofInputStream());
    }

    /** What to end with where it is out of reach. */
    public CommandException outOfReach(IOException why) {
        return new CommandException(
                CommandException.UNUSABLE,
                "the ledger at " + address() + " is out of reach (" + Printable.of(why.toString()) + ")");
    }

    @Override
    public synchronized void close() {
        http.ifPresent(client -> {
            client.shutdownNow();
            client.close();
        });
    }

    /** Made by whoever needs it first: most commands ask one question, and need none. */
    private synchronized HttpClient http() {
        HttpClient client = http.orElseGet(() -> Connections.to(address));
        http = Optional.of(client);
        return client;
    }

    private URI address(String path, Query query) {
        return URI.create(address.toString().replaceFirst("[/?#]*$", "") + path + query.text());
    }

    private HttpRequest.Builder request(String path, Query query) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path, query));
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        return request;
    }

    private Reply.Refused refused(int status, String body) {
        String who = "the ledger at " + address();
        String said = Problem.sentence(body);
        String sentence = switch (status) {
            case 401 ->
                token.isPresent()
                        ? who + " does not accept the token: " + said
                        : who + " wants to know who asks: give --token-file, --token or GATE_TOKEN: " + said;
            case 403 -> who + " does not allow this to the token: " + said;
            default -> who + " answers " + status + ": " + said;
        };
        return new Reply.Refused(status, sentence);
    }

    /** Apart, since making one costs more than everything else of a start, and a command's help needs none. */
    private static final class Json {
        private static final ObjectMapper MAPPER = new ObjectMapper();
    }
}
