package dev.migrationgate.emulator.call;

import com.google.protobuf.Timestamp;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * One page of a list. The token names the place where the page ended, not a count, so resources that come and go between
 * two pages make none of the others appear twice or not at all.
 *
 * @param items what is on it
 * @param nextToken empty on the last page
 */
public record Page<T>(List<T> items, String nextToken) {
    private static final int MOST = 1000;

    /** Copies the list. */
    public Page {
        items = List.copyOf(items);
    }

    /**
     * The page after a token.
     *
     * @param all every item, in any order
     * @param size most items wanted; 0 leaves it to the server
     * @param token from the page before, empty for the first
     * @param key what an item is sorted by, unique among all
     */
    public static <T> Page<T> of(List<T> all, int size, String token, Function<T, String> key) {
        if (size < 0) {
            throw Refusal.invalid("page_size", "must not be negative");
        }
        int limit = size == 0 ? MOST : Math.min(size, MOST);
        String after = decode(token);
        // Keys first: a sort compares each of them many times.
        List<Keyed<T>> rest = all.stream()
                .map(item -> new Keyed<>(key.apply(item), item))
                .filter(keyed -> keyed.key().compareTo(after) > 0)
                .sorted(Comparator.comparing(Keyed::key))
                .limit(limit + 1L)
                .toList();
        String next = rest.size() <= limit ? "" : encode(rest.get(limit - 1).key());
        return new Page<>(rest.stream().limit(limit).map(Keyed::item).toList(), next);
    }

    /** A key that sorts by time of creation, newest first. */
    public static String newestFirst(Timestamp created, String name) {
        long micros = created.getSeconds() * 1_000_000 + created.getNanos() / 1000;
        return String.format(Locale.ROOT, "%019d|%s", Long.MAX_VALUE - micros, name);
    }

    private static String encode(String key) {
        return Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("page_token", "is not one that this server gave out");
        }
    }

    private record Keyed<T>(String key, T item) {}
}
