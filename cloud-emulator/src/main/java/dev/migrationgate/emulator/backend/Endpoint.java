package dev.migrationgate.emulator.backend;

/**
 * Where a container listens, as the emulator reaches it.
 *
 * @param host name or address
 * @param port TCP port
 */
public record Endpoint(String host, int port) {
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
