package dev.migrationgate.quickstart.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopbackTest {
    @TempDir
    private Path folder;

    private Path memory;

    @BeforeEach
    void nameMemory() {
        memory = folder.resolve("port");
    }

    @Test
    void theNextStartHasTheSamePort() throws Exception {
        int first = Loopback.keptPort("postgres", 0, memory);

        assertThat(Loopback.keptPort("postgres", 0, memory)).isEqualTo(first);
        assertThat(Loopback.keptPort("postgres", first, memory)).isEqualTo(first);
    }

    @Test
    void anotherPortThanThatOfTheLastStartIsRefused() throws Exception {
        int first = Loopback.keptPort("postgres", 0, memory);
        int other = Loopback.port("postgres", 0);

        assertThatThrownBy(() -> Loopback.keptPort("postgres", other == first ? other - 1 : other, memory))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("on port " + first);
        assertThat(Files.readString(memory)).isEqualTo(Integer.toString(first));
    }

    @Test
    void aTakenPortIsNotSilentlyReplaced() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral(Loopback.HOST))) {
            Files.writeString(memory, Integer.toString(taken.getLocalPort()));

            assertThatThrownBy(() -> Loopback.keptPort("postgres", 0, memory))
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContaining("port " + taken.getLocalPort());
        }
    }

    /** Parts start at the same time, and none listens at once. */
    @Test
    void noTwoPartsAreGivenTheSamePort() {
        assertThat(IntStream.range(0, 1_000).map(_ -> Loopback.port("postgres", 0)))
                .doesNotHaveDuplicates();
    }

    @Test
    void aFreePortIsNoneOfThoseThatOutgoingConnectionsAreGiven() {
        for (int i = 0; i < 10; i++) {
            assertThat(Loopback.port("postgres", 0)).isBetween(20_000, 32_767);
        }
    }

    @Test
    void aMemoryCutShortIsForgotten() throws Exception {
        Files.writeString(memory, "");

        int port = Loopback.keptPort("postgres", 0, memory);

        assertThat(Files.readString(memory)).isEqualTo(Integer.toString(port));
    }
}
