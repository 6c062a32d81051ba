package dev.migrationgate.example.billing;

import dev.migrationgate.example.service.TableService;
import java.io.IOException;

/** The vendor's service. */
public final class Engine {
    /** Where the vendor's programs look for their connection string. */
    static final String DATABASE = "BILLING_DATABASE_URL";

    private Engine() {}

    /**
     * Serves until it is ended; environment as for {@link TableService#start}.
     *
     * @param arguments none
     * @throws IOException if the port is taken
     */
    public static void main(String[] arguments) throws IOException {
        TableService.start(System.getenv(), DATABASE);
    }
}
