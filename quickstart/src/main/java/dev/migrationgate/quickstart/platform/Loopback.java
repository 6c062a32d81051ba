package dev.migrationgate.quickstart.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one address that everything listens on, and its free ports. */
final class Loopback {
    static final String HOST = "127.0.0.1";

    private static final Logger LOGGER = LoggerFactory.getLogger(Loopback.class);

    private Loopback() {}

    /**
     * Settles a port: the wanted one, or a free one if 0 was asked for. Between this answer and the part's own bind another
     * process may take the port; the part's start then fails with its own message.
     *
     * @param part who is going to listen, for the message
     * @param wanted the port, 0 for any free one
     * @return the port
     * @throws PlatformException if the wanted port is taken
     */
    static int port(String part, int wanted) {
        return bound(part, wanted);
    }

    /**
     * Settles a port that stays the same from one start to the next: what was stored with the part's data names it, as a
     * connection string in a secret does. Another one only if it is taken meanwhile, or asked for.
     *
     * @param part who is going to listen, for the message
     * @param wanted the port, 0 for the one of the last start
     * @param memory file that remembers the port
     * @return the port
     * @throws PlatformException if the wanted port is taken
     */
    static int keptPort(String part, int wanted, Path memory) throws IOException {
        int port = wanted != 0 ? bound(part, wanted) : remembered(part, memory);
        Files.writeString(memory, Integer.toString(port));
        return port;
    }

    private static int remembered(String part, Path memory) throws IOException {
        if (Files.exists(memory)) {
            try {
                return bound(part, Integer.parseInt(Files.readString(memory).strip()));
            } catch (PlatformException | NumberFormatException e) {
                LOGGER.atWarn().addKeyValue("part", part).setCause(e).log("the last start's port is not to be had");
            }
        }
        return bound(part, 0);
    }

    private static int bound(String part, int wanted) {
        try (var socket = new ServerSocket()) {
            // Without it a port whose last connections are in TIME_WAIT, as after a restart, would look taken.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(HOST), wanted));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new PlatformException(
                    "The port " + wanted + " for the " + part + " cannot be used: " + e.getMessage()
                            + ". Choose another, or 0 for a free one.",
                    e);
        }
    }
}
