package dev.migrationgate.emulator.run.service;

import java.io.IOException;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where services' addresses are opened.
 *
 * @param host address to listen on
 * @param name host that callers are told
 * @param firstPort first of the ports to take; absent: any free one
 * @param lastPort last of them
 */
public record Listening(String host, String name, OptionalInt firstPort, OptionalInt lastPort) {
    /** On loopback, anywhere. */
    public static final Listening ON_LOOPBACK = of("127.0.0.1", "127.0.0.1", "");

    private static final Logger LOGGER = LoggerFactory.getLogger(Listening.class);

    /**
     * Reads ports as {@code first-last}; empty for any.
     *
     * @throws IllegalArgumentException it is not that
     */
    public static Listening of(String host, String name, String ports) {
        if (ports.isEmpty()) {
            return new Listening(host, name, OptionalInt.empty(), OptionalInt.empty());
        }
        int dash = ports.indexOf('-');
        try {
            int first = Integer.parseInt(ports, 0, dash, 10);
            int last = Integer.parseInt(ports, dash + 1, ports.length(), 10);
            if (first >= 1 && first <= last && last <= 65_535) {
                return new Listening(host, name, OptionalInt.of(first), OptionalInt.of(last));
            }
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            // said below
        }
        throw new IllegalArgumentException("must be two ports such as 8800-8819, was '" + ports + "'");
    }

    /** Opens one of its addresses. */
    Address open(Address.Choice choice) throws IOException {
        if (firstPort.isPresent()) {
            for (int port = firstPort.getAsInt(); port <= lastPort.getAsInt(); port++) {
                try {
                    return open(port, choice);
                } catch (IOException e) {
                    LOGGER.atDebug().addKeyValue("port", port).log("port is taken");
                }
            }
            LOGGER.atWarn()
                    .addKeyValue("ports", firstPort.getAsInt() + "-" + lastPort.getAsInt())
                    .log("all ports are taken, using another that may be out of callers' reach");
        }
        return open(0, choice);
    }

    /** Opens the address at one port, 0 for any free one. */
    Address open(int port, Address.Choice choice) throws IOException {
        return Address.open(host, port, name, choice);
    }
}
