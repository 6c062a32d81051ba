package dev.migrationgate.quickstart.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The one address that everything listens on, and its free ports. */
final class Loopback {
    static final String HOST = "127.0.0.1";

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
