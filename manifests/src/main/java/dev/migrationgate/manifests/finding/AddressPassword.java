package dev.migrationgate.manifests.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The password in an address, {@code scheme://user:password@host} or {@code jdbc:…?password=…}, or in a connection string,
 * {@code host=… password=…}.
 *
 * @param start index of its first character
 * @param end index after its last
 */
record AddressPassword(int start, int end) {
    private static final String SCHEME_END = "://";

    /** What ends the part of an address that has user, password and host. Source: RFC 3986, section 3.2. */
    private static final String AUTHORITY_ENDS = "/?#\"'`\\ \t\r\n";

    /** A value that begins with "$" is put in later, whatever follows. */
    private static final String VALUE = "'?+([^$&;#\"'`\\\\\\s][^&;#\"'`\\\\\\s]*+)";

    /** As drivers take it in an address. */
    private static final Pattern PARAMETER = Pattern.compile("(?i)(?<=[?&;])password=" + VALUE);

    /** As libpq and ADO.NET take it. Source: PostgreSQL, "Connection Strings"; SqlConnection.ConnectionString. */
    private static final Pattern SETTING = Pattern.compile("(?i)(?:(?<![A-Za-z0-9_.-])password|(?<=;)pwd)=" + VALUE);

    /** What else a connection string has, so that it is one. */
    private static final Pattern SERVER =
            Pattern.compile("(?i)(?<![A-Za-z0-9_.-])(?:server|data source|host|hostaddr)=[^=\\s]");

    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{1,4}");

    /** Whether there is one in a text that is no placeholder. */
    static boolean isIn(String text) {
        // Nearly all texts have neither.
        if (text.indexOf(':') < 0 && text.indexOf('=') < 0) {
            return false;
        }
        return !inAuthorities(text).isEmpty()
                || forms(text)
                        .anyMatch(form -> form.matcher(text)
                                .results()
                                .map(found -> found.group(1))
                                .anyMatch(Predicate.not(Placeholder::is)));
    }

    /** The text with all of them replaced. */
    static String hidden(String text) {
        var hidden = new StringBuilder();
        int at = 0;
        for (AddressPassword next : inAuthorities(text)) {
            hidden.append(text, at, next.start()).append(SecretForms.HIDDEN);
            at = next.end();
        }
        String rest = at == 0 ? text : hidden.append(text, at, text.length()).toString();
        for (Pattern form : forms(rest).toList()) {
            rest = form.matcher(rest).replaceAll(AddressPassword::replacement);
        }
        return rest;
    }

    /** The forms that a text is looked through for: most have neither an address nor a connection string. */
    private static Stream<Pattern> forms(String text) {
        boolean address = text.contains(SCHEME_END) || text.contains("jdbc:");
        boolean settings = text.contains("=") && SERVER.matcher(text).find();
        return Stream.concat(
                address ? Stream.of(PARAMETER) : Stream.empty(), settings ? Stream.of(SETTING) : Stream.empty());
    }

    private static String replacement(MatchResult found) {
        String name = found.group().substring(0, found.start(1) - found.start());
        return Matcher.quoteReplacement(Placeholder.is(found.group(1)) ? found.group() : name + SecretForms.HIDDEN);
    }

    private static List<AddressPassword> inAuthorities(String text) {
        var found = new ArrayList<AddressPassword>();
        int next = 0;
        for (int at = text.indexOf(SCHEME_END); at >= 0; at = text.indexOf(SCHEME_END, next)) {
            int start = at + SCHEME_END.length();
            next = start;
            String authority = text.substring(start, end(text, start));
            int host = authority.lastIndexOf('@');
            int password = authority.indexOf(':') + 1;
            if (at > 0
                    && Character.isLetterOrDigit(text.charAt(at - 1))
                    && password > 0
                    && password < host
                    && !Placeholder.is(authority.substring(password, host))
                    && !isPort(text, at, authority.substring(password, host))) {
                next = start + host;
                found.add(new AddressPassword(start + password, next));
            }
        }
        return found;
    }

    /** {@code http://proxy:8080@…}: a proxy with its port, and what is asked of it. */
    private static boolean isPort(String text, int schemeEnd, String password) {
        boolean web = text.startsWith("http", schemeEnd - 4) || text.startsWith("https", schemeEnd - 5);
        return web && PORT.matcher(password).matches();
    }

    private static int end(String text, int start) {
        int end = start;
        while (end < text.length() && AUTHORITY_ENDS.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
