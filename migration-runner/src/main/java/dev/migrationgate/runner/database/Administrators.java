package dev.migrationgate.runner.database;

import com.google.api.gax.rpc.ApiException;
import dev.migrationgate.runner.database.Server.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

/** Connects to servers as their administrators, whose logins are read once and kept in memory. Safe for several threads. */
public final class Administrators {
    /** What a secret version's name looks like. */
    public static final String SECRET_VERSION_FORM = "projects/P/secrets/S/versions/V";

    private static final Pattern SECRET_VERSION =
            Pattern.compile("projects/[a-z0-9.:-]+/secrets/[\\w-]{1,255}/versions/[\\w-]+");
    /** Class of SQLSTATEs: invalid authorization specification. */
    private static final String INVALID_AUTHORIZATION = "28";

    private final SecretStore secrets;
    private final Map<String, Administrator> administrators = new ConcurrentHashMap<>();

    /** Administrators whose logins are in a secret store. */
    public Administrators(SecretStore secrets) {
        this.secrets = secrets;
    }

    /** Whether a text has the form {@code projects/P/secrets/S/versions/V}; V is a number, {@code latest} or an alias. */
    public static boolean isSecretVersion(String text) {
        return SECRET_VERSION.matcher(text).matches();
    }

    /**
     * A connection as the server's administrator. Where the server refuses the login, its secret is read once more, and what it holds
     * now is tried if it is something else: the version {@code latest} changes.
     *
     * @throws SQLException the server cannot be reached, or refuses the administrator
     * @throws Refusal no secret is configured, or it does not hold {@code user:password}
     * @throws com.google.api.gax.rpc.ApiException the secret cannot be read
     */
    Connection connect(Server server, String database) throws SQLException, Refusal {
        String version = server.adminSecret()
                .orElseThrow(() -> new Refusal("no administrator's secret is configured for " + server.address()));
        Administrator administrator = administrators.computeIfAbsent(version, Administrator::new);
        Login login = administrator.login();
        try {
            return server.connect(database, login);
        } catch (SQLException e) {
            if (!String.valueOf(e.getSQLState()).startsWith(INVALID_AUTHORIZATION)) {
                throw e;
            }
            return server.connect(database, administrator.insteadOf(login).orElseThrow(() -> e));
        }
    }

    /**
     * Asks all servers at once, each a small question, as their administrators. Once it has answered, neither secrets nor classes are
     * read anew for the first database that is prepared.
     *
     * @throws SQLException there was no answer from some; the message names each and says why
     * @throws InterruptedException interrupted meanwhile
     */
    public void ping(Servers servers) throws SQLException, InterruptedException {
        List<Callable<Optional<String>>> questions = servers.all().stream()
                .map(server -> (Callable<Optional<String>>) () -> problem(server))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<String> problems = threads.invokeAll(questions).stream()
                    .map(Future::resultNow)
                    .flatMap(Optional::stream)
                    .toList();
            if (!problems.isEmpty()) {
                throw new SQLException(String.join("; ", problems));
            }
        }
    }

    private Optional<String> problem(Server server) {
        try (Connection connection = connect(server, server.maintenance())) {
            var _ = Catalogue.databases(connection, List.of(new Identifier(server.maintenance())));
            return Optional.empty();
        } catch (SQLException | Refusal | ApiException e) {
            return Optional.of(server.address() + ": " + e.getMessage());
        }
    }

    /** Who a secret version lets in. Its own lock is held while the secret is read, so that many at once read it once. */
    private final class Administrator {
        private final String version;
        private Optional<Login> known = Optional.empty();

        Administrator(String version) {
            this.version = version;
        }

        synchronized Login login() throws Refusal {
            Login login = known.isPresent() ? known.get() : read();
            known = Optional.of(login);
            return login;
        }

        /** Another login than the one that was refused, which a second thread may have found already; empty: there is none. */
        synchronized Optional<Login> insteadOf(Login refused) throws Refusal {
            if (known.equals(Optional.of(refused))) {
                known = Optional.of(read());
            }
            return known.filter(login -> !login.equals(refused));
        }

        private Login read() throws Refusal {
            String[] parts = secrets.read(version).strip().split(":", 2);
            if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
                throw new Refusal("the administrator's secret " + version + " must hold user:password");
            }
            return new Login(parts[0], parts[1]);
        }
    }
}
