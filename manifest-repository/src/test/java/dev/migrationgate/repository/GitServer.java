package dev.migrationgate.repository;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/**
 * Serves one repository over http as {@code /repository.git}, by Git's smart protocol in its versions 0 and 2; for tests of this
 * module and of those that use it.
 */
public final class GitServer implements AutoCloseable {
    private static final String PATH = "/repository.git";

    private final Repository repository;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Optional<String> authorization = Optional.empty();
    private volatile Behaviour before = exchange -> false;

    /** What a server does instead of, or before, serving. */
    @FunctionalInterface
    public interface Behaviour {
        /** Whether it has answered by itself. */
        boolean answer(HttpExchange exchange) throws IOException;
    }

    private GitServer(Repository repository, HttpServer server) {
        this.repository = repository;
        this.server = server;
    }

    /** Starts one on a free port of this machine. */
    public static GitServer serving(Repository repository) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var git = new GitServer(repository, server);
        server.createContext("/", git::handle);
        server.setExecutor(git.threads);
        server.start();
        return git;
    }

    /** Where the repository is. */
    public RemoteUrl url() {
        return new RemoteUrl(
                "http://localhost:%d%s".formatted(server.getAddress().getPort(), PATH), true);
    }

    /** From now on, lets in only who has this user name and token. */
    public void require(String user, String token) {
        byte[] both = (user + ":" + token).getBytes(StandardCharsets.UTF_8);
        authorization = Optional.of("Basic " + Base64.getEncoder().encodeToString(both));
    }

    /** From now on, does this first. */
    public void behave(Behaviour behaviour) {
        before = behaviour;
    }

    /** Method and path of all requests so far. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            requests.add(exchange.getRequestMethod() + " " + path);
            if (before.answer(exchange)) {
                return;
            }
            if (authorization.isPresent()
                    && !authorization.get().equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
                exchange.sendResponseHeaders(401, -1);
            } else if (path.equals(PATH + "/info/refs")) {
                advertise(exchange);
            } else if (path.equals(PATH + "/git-upload-pack")) {
                upload(exchange);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private void advertise(HttpExchange exchange) throws IOException {
        var body = new ByteArrayOutputStream();
        var lines = new PacketLineOut(body);
        try (UploadPack upload = open(exchange)) {
            lines.writeString("# service=git-upload-pack\n");
            lines.end();
            upload.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines), "git-upload-pack");
        }
        exchange.getResponseHeaders().set("Content-Type", "application/x-git-upload-pack-advertisement");
        exchange.sendResponseHeaders(200, body.size());
        exchange.getResponseBody().write(body.toByteArray());
    }

    private void upload(HttpExchange exchange) throws IOException {
        InputStream request = exchange.getRequestBody();
        if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
            request = new GZIPInputStream(request);
        }
        exchange.getResponseHeaders().set("Content-Type", "application/x-git-upload-pack-result");
        exchange.sendResponseHeaders(200, 0);
        try (UploadPack upload = open(exchange);
                OutputStream answer = exchange.getResponseBody()) {
            upload.upload(request, answer, null);
        }
    }

    private UploadPack open(HttpExchange exchange) {
        var upload = new UploadPack(repository);
        upload.setBiDirectionalPipe(false);
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Git-Protocol"))
                .ifPresent(protocol -> upload.setExtraParameters(List.of(protocol)));
        return upload;
    }
}
