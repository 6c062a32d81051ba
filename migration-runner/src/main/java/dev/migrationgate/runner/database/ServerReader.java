package dev.migrationgate.runner.database;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads how the configuration describes one server: an address, and attributes with spaces between. The messages repeat nothing of
 * it, because anything in a wrong place could be a password.
 */
final class ServerReader {
    private static final String HOST_PORT = "([A-Za-z0-9.-]+)(?::(\\d{1,5}))?";
    private static final String DATABASE = "([A-Za-z0-9_-]+)";
    private static final String OPTIONS = "(?:\\?(\\S+))?";
    private static final Pattern JDBC = Pattern.compile("jdbc:postgresql://" + HOST_PORT + "/" + DATABASE + OPTIONS);
    private static final Pattern CLOUD_SQL = Pattern.compile(
            "cloud-sql:((?:[a-z0-9.-]+:)?[a-z0-9-]+:[a-z0-9-]+:[a-z0-9-]+)(?:/" + DATABASE + ")?" + OPTIONS);
    private static final Pattern ALLOY_DB =
            Pattern.compile("alloydb:(projects/[a-z0-9.:-]+/locations/[a-z0-9-]+/clusters/[a-z0-9-]+/instances"
                    + "/[a-z0-9-]+)(?:/" + DATABASE + ")?" + OPTIONS);
    private static final Pattern HOST = Pattern.compile(HOST_PORT);

    private static final String JDBC_FORM = "jdbc:postgresql://host[:port]/database[?options]";
    private static final String CLOUD_SQL_FORM = "cloud-sql:project:region:instance[/maintenance-database][?options]";
    private static final String ALLOY_DB_FORM =
            "alloydb:projects/P/locations/R/clusters/C/instances/I[/maintenance-database][?options]";
    private static final String DEFAULT_MAINTENANCE = "postgres";
    private static final int MAX_PORT = 65535;

    private final Map<String, String> attributes = new HashMap<>();
    private final Optional<String> defaultAdmin;

    private ServerReader(List<String> attributes, Optional<String> defaultAdmin) {
        this.defaultAdmin = defaultAdmin;
        attributes.forEach(this::attribute);
    }

    /**
     * Reads {@code address [admin=secret-version] [host=host[:port]]}.
     *
     * @param defaultAdmin administrator's secret version where the text names none
     * @throws IllegalArgumentException another form; the message says what must be otherwise
     */
    static Server read(String text, Optional<String> defaultAdmin) {
        List<String> words = Arrays.asList(text.split("\\s+"));
        return new ServerReader(words.subList(1, words.size()), defaultAdmin).server(words.getFirst());
    }

    private void attribute(String word) {
        String name = word.substring(0, Math.max(word.indexOf('='), 0));
        if (!Set.of("admin", "host").contains(name)) {
            throw new IllegalArgumentException(
                    "after the address, there may only be admin=secret-version and host=host[:port]");
        }
        if (attributes.put(name, word.substring(name.length() + 1)) != null) {
            throw new IllegalArgumentException(name + "= may stand there only once");
        }
    }

    private Server server(String address) {
        if (address.startsWith("jdbc:")) {
            return direct(matched(JDBC, address, JDBC_FORM));
        }
        if (address.startsWith("cloud-sql:")) {
            Matcher matcher = matched(CLOUD_SQL, address, CLOUD_SQL_FORM);
            return connected(new Route.CloudSql(matcher.group(1)), matcher);
        }
        if (address.startsWith("alloydb:")) {
            Matcher matcher = matched(ALLOY_DB, address, ALLOY_DB_FORM);
            return connected(new Route.AlloyDb(matcher.group(1)), matcher);
        }
        throw new IllegalArgumentException(
                "the address must be " + JDBC_FORM + ", " + CLOUD_SQL_FORM + " or " + ALLOY_DB_FORM);
    }

    private Server direct(Matcher address) {
        if (attributes.containsKey("host")) {
            throw new IllegalArgumentException("host= must be left out: the jdbc: address names the host");
        }
        return new Server(
                new Route.Direct(),
                address.group(1),
                port("the address's port", address.group(2)),
                address.group(3),
                options(address.group(4)),
                admin());
    }

    private Server connected(Route route, Matcher address) {
        String host = Optional.ofNullable(attributes.get("host"))
                .orElseThrow(() -> new IllegalArgumentException(
                        "host=host[:port] is missing: the address by which jobs and services reach the instance"));
        Matcher parts = HOST.matcher(host);
        if (!parts.matches()) {
            throw new IllegalArgumentException("host= must be host[:port]");
        }
        return new Server(
                route,
                parts.group(1),
                port("the port of host=", parts.group(2)),
                Optional.ofNullable(address.group(2)).orElse(DEFAULT_MAINTENANCE),
                options(address.group(3)),
                admin());
    }

    private Optional<String> admin() {
        Optional<String> own = Optional.ofNullable(attributes.get("admin"));
        if (own.isPresent() && !Administrators.isSecretVersion(own.get())) {
            throw new IllegalArgumentException("admin= must be " + Administrators.SECRET_VERSION_FORM);
        }
        return own.or(() -> defaultAdmin);
    }

    private static Matcher matched(Pattern pattern, String address, String form) {
        Matcher matcher = pattern.matcher(address);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("the address must be " + form);
        }
        return matcher;
    }

    private static int port(String what, @Nullable String digits) {
        int port = digits == null ? Server.DEFAULT_PORT : Integer.parseInt(digits);
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException(what + " must be from 1 to " + MAX_PORT);
        }
        return port;
    }

    private static JdbcOptions options(@Nullable String text) {
        try {
            return text == null ? JdbcOptions.NONE : JdbcOptions.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the address " + e.getMessage(), e);
        }
    }
}
