package dev.migrationgate.example;

import dev.migrationgate.example.service.DatabaseUrl;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The tables that the migrations made, as far as the service reads them. */
final class PaymentStore {
    private static final String SUMMARY = """
            SELECT count(*) AS payments, sum(amount_minor) AS total_minor,
                   (array_agg(reference ORDER BY reference DESC))[1] AS latest
            FROM payment
            """;

    private final DatabaseUrl database;

    PaymentStore(DatabaseUrl database) {
        this.database = database;
    }

    /**
     * What all payments come to.
     *
     * @param payments how many there are
     * @param totalMinor their sum in the currency's smallest unit
     * @param latest the last one's reference; empty if there is none
     */
    record Summary(long payments, long totalMinor, String latest) {}

    /**
     * Reads the table.
     *
     * @return the sums
     * @throws SQLException if the database is away or the table is not there
     */
    Summary summary() throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SUMMARY)) {
            row.next();
            String latest = row.getString("latest");
            return new Summary(row.getLong("payments"), row.getLong("total_minor"), latest == null ? "" : latest);
        }
    }
}
