package dev.migrationgate.benchmarks.database;

import dev.migrationgate.quickstart.screen.Screen;
import dev.migrationgate.quickstart.screen.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How long a database takes that is as it should be already, with more and more tables in its schema, beside a connection to the same
 * server and one query.
 *
 * @param site where it is
 * @param samples how often each is done
 * @param tables how many tables at each step, rising
 * @param screen where a person looks
 */
record Unchanged(Site site, int samples, List<Integer> tables, Screen screen) {
    private static final double AIM_MILLIS = 50;
    /** Of both before anything counts, so that a virtual machine that has just started is not what is measured. */
    private static final int WARM_UP = 100;
    /** A transaction holds a lock for each table that it makes, and the server has room for some thousand. */
    private static final int TABLES_IN_A_TRANSACTION = 500;

    /**
     * Measures, and prints the figures.
     *
     * @return whether all were within the aim
     */
    boolean run() throws SQLException {
        Application application = new Application(site.preparer(), "unchanged");
        String migrator = application.ready().migrator();
        screen.waiting("warming up");
        var _ = measure(application, WARM_UP);
        Table table = new Table("tables", "median", "p95", "connect, median", "connect, p95", "ratio of the medians");
        boolean within = true;
        int made = 0;
        for (int step : tables) {
            screen.waiting("making " + step + " tables");
            create(migrator, made, step);
            made = step;
            screen.waiting(samples + " preparations with " + step + " tables");
            Pair pair = measure(application, samples);
            row(table, step, pair);
            within &= pair.preparation().median() < AIM_MILLIS;
        }
        screen.heading("an unchanged database, %d preparations one after the other (aim: median under %.0f ms)"
                .formatted(samples, AIM_MILLIS));
        table.lines(screen.style()).forEach(screen::line);
        return within;
    }

    private static void row(Table table, int step, Pair pair) {
        table.row(
                Integer.toString(step),
                Spread.millis(pair.preparation().median()),
                Spread.millis(pair.preparation().p95()),
                Spread.millis(pair.connection().median()),
                Spread.millis(pair.connection().p95()),
                String.format(
                        Locale.ROOT,
                        "%.1f",
                        pair.preparation().median() / pair.connection().median()));
    }

    /** By turns, so that what else the machine does meets both alike. */
    private Pair measure(Application application, int times) throws SQLException {
        List<Long> preparations = new ArrayList<>();
        List<Long> connections = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            long begin = System.nanoTime();
            connectAndAsk();
            long connected = System.nanoTime();
            var _ = application.ready();
            preparations.add(System.nanoTime() - connected);
            connections.add(connected - begin);
        }
        return new Pair(new Spread(preparations), new Spread(connections));
    }

    private void connectAndAsk() throws SQLException {
        try (Connection connection = site.administrator();
                Statement statement = connection.createStatement()) {
            var _ = statement.execute("SELECT 1");
        }
    }

    /** As a migration would, by its own login. */
    private void create(String migrator, int from, int to) throws SQLException {
        try (Connection connection = site.login(migrator);
                Statement statement = connection.createStatement()) {
            for (int begin = from; begin < to; begin += TABLES_IN_A_TRANSACTION) {
                var sql = new StringBuilder();
                for (int i = begin; i < Math.min(to, begin + TABLES_IN_A_TRANSACTION); i++) {
                    sql.append("CREATE TABLE ")
                            .append(Application.SCHEMA)
                            .append(".t")
                            .append(i)
                            .append(" (id bigint PRIMARY KEY, amount numeric NOT NULL);\n");
                }
                var _ = statement.execute(sql.toString());
            }
        }
    }

    private record Pair(Spread preparation, Spread connection) {}
}
