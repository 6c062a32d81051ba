package dev.migrationgate.runner.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerLimitTest {
    private static final Server ONE = server("one");
    private static final Server ANOTHER = server("another");

    @Test
    void aServerHasSoManyPlacesAndAnotherItsOwn() throws Exception {
        ServerLimit limit = new ServerLimit(2, Duration.ZERO);
        limit.enter(ONE);
        limit.enter(ONE);

        assertThatThrownBy(() -> limit.enter(ONE))
                .hasMessageContaining("already 2 databases of one:5432")
                .isInstanceOfSatisfying(
                        SQLException.class,
                        full -> assertThat(Trouble.passing(full)).isTrue());
        assertThatCode(() -> limit.enter(ANOTHER)).doesNotThrowAnyException();
        limit.leave(ONE);
        assertThatCode(() -> limit.enter(ONE)).doesNotThrowAnyException();
    }

    @Test
    void whoIsInterruptedIsToldAndStaysInterrupted() {
        ServerLimit limit = new ServerLimit(1, Duration.ofDays(1));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> limit.enter(ONE)).isInstanceOf(SQLException.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    private static Server server(String host) {
        return ServerReader.read(
                "jdbc:postgresql://" + host + "/postgres", Optional.of("projects/p/secrets/s/versions/1"));
    }
}
