package dev.migrationgate.ingest.http;

import dev.migrationgate.ingest.command.Wish;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the JSON of a wish, and names everything that is wrong with it. Used once. */
final class WishReader {
    private static final Set<String> FIELDS = Set.of("command", "verdict", "actor", "reason");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final int LONGEST_ACTOR = 200;
    private static final int LONGEST_REASON = 1_000;

    private final List<String> problems = new ArrayList<>();

    private WishReader() {}

    /**
     * Reads a wish.
     *
     * @throws WishException it cannot be meant; lists every problem
     */
    static Wish read(String text) {
        try {
            return new WishReader().wish(new JsonObject(text));
        } catch (DecodeException | ClassCastException e) {
            throw new WishException(List.of("the body must be a JSON object with command, actor and reason"));
        }
    }

    private Wish wish(JsonObject json) {
        Set<String> unknown = new TreeSet<>(json.fieldNames());
        unknown.removeAll(FIELDS);
        unknown.forEach(name -> problems.add("'" + name + "' is not known; known are " + new TreeSet<>(FIELDS)));
        Optional<Wish.Action> action = choice(json, "command", Wish.Action.values());
        boolean release = action.equals(Optional.of(Wish.Action.RELEASE));
        Optional<Wish.Verdict> verdict = release ? choice(json, "verdict", Wish.Verdict.values()) : Optional.empty();
        if (!release && json.containsKey("verdict")) {
            problems.add("'verdict' belongs to the command release alone");
        }
        String actor = text(json, "actor", LONGEST_ACTOR);
        String reason = text(json, "reason", LONGEST_REASON);
        if (!problems.isEmpty()) {
            throw new WishException(problems);
        }
        return new Wish(action.orElseThrow(), verdict, actor, reason);
    }

    private <E extends Enum<E>> Optional<E> choice(JsonObject json, String field, E[] choices) {
        Object value = json.getValue(field);
        Optional<E> found = Arrays.stream(choices)
                .filter(choice -> spelled(choice).equals(value))
                .findFirst();
        if (found.isEmpty()) {
            String known = Arrays.stream(choices).map(WishReader::spelled).collect(Collectors.joining(", "));
            problems.add("'" + field + "' must be one of " + known + (value == null ? "" : ", was '" + value + "'"));
        }
        return found;
    }

    private String text(JsonObject json, String field, int longest) {
        if (json.getValue(field) instanceof String text
                && !text.isBlank()
                && text.length() <= longest
                && !CONTROL.matcher(text).find()) {
            return text.strip();
        }
        problems.add("'" + field + "' must be a text of 1 to " + longest + " characters on one line");
        return "";
    }

    private static String spelled(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
