package dev.migrationgate.access;

import dev.migrationgate.access.connection.ConnectionsFile;
import dev.migrationgate.access.connection.Section;
import dev.migrationgate.manifests.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The tokens that are known, by the SHA-256 of each.
 *
 * <p>A plain digest is enough: a token is 256 random bits, so nobody can try them out as they could try passwords, and neither salt
 * nor a slow hash would add anything. It also makes looking one up safe: how long that takes says something about digests, and
 * nothing about a token that would have such a digest.
 */
record TokenList(Map<String, Entry> byDigest) {
    /** What {@code gate token new} makes: 32 random bytes in base64url. */
    private static final Pattern TOKEN = Pattern.compile("mg_[A-Za-z0-9_-]{43}");

    /** As much as one YAML document may have; some 1,500 tokens. */
    private static final long MAX_BYTES = 256 * 1024;

    TokenList {
        byDigest = Map.copyOf(byDigest);
    }

    /**
     * A token.
     *
     * @param caller who holds it
     * @param lastDay the last day, in UTC, on which it is good; absent: it has no end
     */
    record Entry(Caller caller, Optional<LocalDate> lastDay) {
        boolean expired(Instant now) {
            return lastDay.filter(
                            day -> LocalDate.ofInstant(now, ZoneOffset.UTC).isAfter(day))
                    .isPresent();
        }
    }

    /** Who has this token, if anybody. */
    Optional<Entry> find(String token) {
        return TOKEN.matcher(token).matches() ? Optional.ofNullable(byDigest.get(digest(token))) : Optional.empty();
    }

    /** The scopes of those who may deploy. */
    List<Scope> deployers() {
        return byDigest.values().stream()
                .map(Entry::caller)
                .filter(caller -> caller.role().may(Permission.DEPLOY))
                .map(Caller::scope)
                .toList();
    }

    /** Reads a file; empty where a problem, told with its place, keeps it from being used. */
    static Optional<TokenList> read(Path file, Consumer<String> problems) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                problems.accept(file + ": has more than 256 KiB");
                return Optional.empty();
            }
            return read(file.toString(), Files.readString(file), problems);
        } catch (IOException e) {
            problems.accept("cannot read " + file + " (" + e.getClass().getSimpleName() + ")");
            return Optional.empty();
        }
    }

    private static Optional<TokenList> read(String file, String text, Consumer<String> problems) {
        boolean[] wrong = {false};
        Consumer<String> told = problem -> {
            wrong[0] = true;
            problems.accept(problem);
        };
        Optional<TokenList> list = ConnectionsFile.read(file, text, told).map(TokenList::entries);
        return wrong[0] ? Optional.empty() : list;
    }

    private static TokenList entries(Section top) {
        var names = new HashSet<String>();
        var byDigest = new HashMap<String, Entry>();
        for (Section section : top.sections("tokens")) {
            String name = CallerName.read(section, names);
            String digest =
                    section.parsed("sha256", TokenList::digestForm).orElseGet(() -> section.missing("sha256", ""));
            Role role = CallersConfig.role(section);
            Scope scope = section.scope("scope");
            Optional<LocalDate> lastDay = section.parsed("expires", TokenList::day);
            Entry entry = new Entry(new Caller("token:" + name, role, scope), lastDay);
            if (byDigest.put(digest, entry) != null && !digest.isEmpty()) {
                section.problem("sha256", "is there twice: each token has one entry");
            }
            section.end();
        }
        top.end();
        return new TokenList(byDigest);
    }

    private static String digestForm(String text) {
        if (!text.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "has to be the SHA-256 of a token, 64 hexadecimal digits in lower case, never the"
                            + " token; 'gate token hash' prints it");
        }
        return text;
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("has to be a day, such as 2027-01-31", e);
        }
    }

    private static String digest(String token) {
        try {
            byte[] bytes = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform cannot compute SHA-256", e);
        }
    }
}
