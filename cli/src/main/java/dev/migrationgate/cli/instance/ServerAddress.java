package dev.migrationgate.cli.instance;

import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.output.Printable;
import java.net.URI;

/** Tells addresses of servers from what a person typed in their place, before anything is asked. */
public final class ServerAddress {
    private static final int LARGEST_PORT = 65_535;

    private ServerAddress() {}

    /**
     * The address, if it is one.
     *
     * @param server whose, such as {@code ingest}
     * @param example what one looks like, such as {@code http://127.0.0.1:8080}
     * @throws CommandException it is none of HTTP or HTTPS with a host
     */
    public static URI checked(URI address, String server, String example) {
        boolean web = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
        if (!web || address.getHost() == null || address.getPort() > LARGEST_PORT) {
            throw new CommandException(
                    CommandException.UNUSABLE,
                    "'" + Printable.of(address.toString()) + "' is no address of " + server + ", such as " + example);
        }
        return address;
    }
}
