package dev.migrationgate.ingest.image;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a registry wants to be told who asks (RFC 9110, section 11.6.1). */
sealed interface Challenge {
    /** User and password with each request. */
    record Basic() implements Challenge {}

    /**
     * A token that somebody else gives out (https://distribution.github.io/distribution/spec/auth/token/).
     *
     * @param realm where
     * @param service what the registry is called there; absent: it has no name
     */
    record Bearer(URI realm, Optional<String> service) implements Challenge {
        /** Where to get a token with which the images of a repository can be looked at. */
        URI address(String repository) {
            String query = "scope=" + encoded("repository:" + repository + ":pull")
                    + service.map(each -> "&service=" + encoded(each)).orElse("");
            String separator = realm.getRawQuery() == null ? "?" : "&";
            return URI.create(realm + separator + query);
        }

        /**
         * Whether a registry may send us there: to a server of its own domain, over TLS. A token is asked for with the registry's password, and
         * what a stranger's registry answers must not lead to a host inside of our network.
         */
        boolean isOf(String host) {
            String name = host.replaceFirst(":[0-9]+$", "");
            String other = String.valueOf(realm.getHost()).toLowerCase(Locale.ROOT);
            return "https".equals(realm.getScheme())
                    && realm.getRawUserInfo() == null
                    && (other.equals(name) || Forms.domain(other).equals(Forms.domain(name)));
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }

    /** Reads what stands in an answer's {@code WWW-Authenticate}; empty: nothing that we know. */
    static Optional<Challenge> read(List<String> headers) {
        return headers.stream().map(Forms::challenge).flatMap(Optional::stream).findFirst();
    }

    /** How challenges are written. */
    final class Forms {
        private static final Pattern BEARER = Pattern.compile("(?i)bearer +(.*)");
        private static final Pattern PARAMETER = Pattern.compile("([A-Za-z_]+) *= *(?:\"([^\"]*)\"|([^\",\\s]+))");
        private static final Pattern LAST_LABELS = Pattern.compile("[a-z0-9-]+\\.[a-z]+$");

        private Forms() {}

        private static Optional<Challenge> challenge(String header) {
            Matcher bearer = BEARER.matcher(header);
            if (bearer.matches()) {
                return bearer(bearer.group(1));
            }
            return header.toLowerCase(Locale.ROOT).startsWith("basic") ? Optional.of(new Basic()) : Optional.empty();
        }

        private static Optional<Challenge> bearer(String text) {
            Map<String, String> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            PARAMETER
                    .matcher(text)
                    .results()
                    .forEach(each -> parameters.put(
                            each.group(1), Optional.ofNullable(each.group(2)).orElseGet(() -> each.group(3))));
            Optional<String> service = Optional.ofNullable(parameters.get("service"));
            try {
                return Optional.ofNullable(parameters.get("realm"))
                        .map(realm -> new Bearer(URI.create(realm), service));
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        }

        /** The last two labels of a name; an address has none, and is its own domain. */
        private static String domain(String host) {
            Matcher labels = LAST_LABELS.matcher(host);
            return labels.find() ? labels.group() : host;
        }
    }
}
