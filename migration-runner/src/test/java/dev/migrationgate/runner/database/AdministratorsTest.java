package dev.migrationgate.runner.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of secrets, with servers that nobody reaches. */
class AdministratorsTest {
    private static final String SECRET = "projects/p/secrets/admin/versions/7";

    private final FakeSecretStore secrets = new FakeSecretStore();
    private final Administrators administrators = new Administrators(secrets);
    /** Nothing listens on port 1. */
    private final Servers away = Servers.parse("*=jdbc:postgresql://127.0.0.1:1/postgres", Optional.of(SECRET));

    private final Server server = away.of("Database/x").orElseThrow();

    @Test
    void manyAtOnceReadASecretOnce() {
        secrets.versions.put(SECRET, "postgres:postgres");
        CountDownLatch mayGoOn = new CountDownLatch(1);
        secrets.whileReading = () -> {
            try {
                mayGoOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };

        var threads = IntStream.range(0, 8)
                .mapToObj(i -> Thread.ofPlatform().start(this::connect))
                .toList();
        await().until(() -> threads.stream().allMatch(AdministratorsTest::waits));
        mayGoOn.countDown();

        await().until(() -> threads.stream().noneMatch(Thread::isAlive));
        assertThat(secrets.reads).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "hunter2:", ":hunter2", "", "\n"})
    void aSecretWithoutUserAndPasswordIsRefusedAndNotRepeated(String value) {
        secrets.versions.put(SECRET, value);

        assertThatThrownBy(() -> administrators.connect(server, "postgres"))
                .isInstanceOf(Refusal.class)
                .hasMessage("the administrator's secret " + SECRET + " must hold user:password");
    }

    @Test
    void aSecretThatWasPutRightIsReadAgain() {
        secrets.versions.put(SECRET, "nothing");
        assertThatThrownBy(() -> administrators.connect(server, "postgres")).isInstanceOf(Refusal.class);

        secrets.versions.put(SECRET, "postgres:with:colons");

        assertThatThrownBy(() -> administrators.connect(server, "postgres")).isInstanceOf(SQLException.class);
    }

    @Test
    void aServerWithoutAnAdministratorIsRefused() {
        Server unmanaged = new Server(new Route.Direct(), "db", 5432, "postgres", JdbcOptions.NONE, Optional.empty());

        assertThatThrownBy(() -> administrators.connect(unmanaged, "postgres"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("db:5432");
    }

    @Test
    void pingNamesEachServerThatDidNotAnswerAndWhy() {
        secrets.versions.put(SECRET, "postgres:postgres");
        String unreadable = "projects/p/secrets/other/versions/1";
        secrets.versions.put(unreadable, "nothing");
        Servers servers = Servers.parse(
                "a=jdbc:postgresql://127.0.0.1:1/postgres;b=jdbc:postgresql://127.0.0.2:1/postgres admin=" + unreadable,
                Optional.of(SECRET));

        assertThatThrownBy(() -> administrators.ping(servers))
                .isInstanceOf(SQLException.class)
                .hasMessageContainingAll("127.0.0.1:1: Connection", "127.0.0.2:1: the administrator's secret");
    }

    private void connect() {
        assertThatThrownBy(() -> administrators.connect(server, "postgres")).isInstanceOf(SQLException.class);
    }

    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.BLOCKED;
    }
}
