package dev.migrationgate.quickstart.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** The one address that everything listens on, and its free ports. */
public final class Loopback {
    static final String HOST = "127.0.0.1";

    private static final int LOWEST = 20_000;
    /** From here on Linux, and later others, take the ports of outgoing connections. */
    private static final int OUTGOING = 32_768;

    private static final int TRIES = 100;
    /** By this process: a part that was given one may not listen there yet. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Loopback() {}

    /**
     * Refuses a port that cannot be listened on, before anything is started for its sake.
     *
     * @param part who is going to listen, for the message
     * @param wanted the port, 0 for any free one
     * @throws PlatformException if the wanted port is taken
     */
    public static void requireFree(String part, int wanted) {
        bound(part, wanted);
    }

    /**
     * Settles a port: the wanted one, or a free one if 0 was asked for. Between this answer and the part's own bind another
     * process may take the port; the part's start then fails with its own message.
     *
     * @param part who is going to listen, for the message
     * @param wanted the port, 0 for any free one
     * @return the port
     * @throws PlatformException if the wanted port is taken
     */
    public static int port(String part, int wanted) {
        return bound(part, wanted);
    }

    /**
     * Settles a port that stays the same from one start to the next: what was stored with the part's data names it, as a
     * connection string in a secret does, and who holds such a secret would wait for nobody at another.
     *
     * @param part who is going to listen, for the message
     * @param wanted the port, 0 for the one of the last start
     * @param memory file that remembers the port
     * @return the port
     * @throws PlatformException if the wanted port is taken, or another than that of the last start
     */
    static int keptPort(String part, int wanted, Path memory) throws IOException {
        Optional<Integer> last = remembered(memory);
        if (last.isPresent() && wanted != 0 && wanted != last.get()) {
            throw new PlatformException(
                    "The %s of this state folder is on port %d, and deployed services know it by that. Start with port %d, or with a new state folder."
                            .formatted(part, last.get(), last.get()));
        }
        int port = bound(part, last.orElse(wanted));
        Files.writeString(memory, Integer.toString(port));
        return port;
    }

    /** The last start's port; a file cut short by a kill or a full disk names none. */
    private static Optional<Integer> remembered(Path memory) throws IOException {
        if (!Files.exists(memory)) {
            return Optional.empty();
        }
        String text = Files.readString(memory).strip();
        return text.matches("[0-9]{1,5}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }

    private static int bound(String part, int wanted) {
        try {
            int port = wanted == 0 ? free() : bound(wanted);
            GIVEN.add(port);
            return port;
        } catch (IOException e) {
            throw new PlatformException(
                    "The port " + wanted + " for the " + part + " cannot be used: " + e.getMessage()
                            + ". Choose another, or 0 for a free one; end what holds it if it must be this one.",
                    e);
        }
    }

    /** One that no outgoing connection can be given until the part listens, which may take seconds, or after it was stopped. */
    private static int free() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, OUTGOING);
            if (!GIVEN.add(port)) {
                continue;
            }
            try {
                return bound(port);
            } catch (IOException _) {
                // Taken.
            }
        }
        return bound(0);
    }

    private static int bound(int port) throws IOException {
        try (var socket = new ServerSocket()) {
            // Without it a port whose last connections are in TIME_WAIT, as after a restart, would look taken.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(HOST), port));
            return socket.getLocalPort();
        }
    }
}
