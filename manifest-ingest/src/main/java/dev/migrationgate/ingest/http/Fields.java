package dev.migrationgate.ingest.http;

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

/** The fields of a JSON object, and everything that is wrong with them. */
final class Fields {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    /** As names are in scopes. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    private static final int LONGEST_ACTOR = 200;
    private static final int LONGEST_REASON = 1_000;

    private final JsonObject json;
    private final List<String> problems = new ArrayList<>();

    Fields(JsonObject json) {
        this.json = json;
    }

    boolean has(String field) {
        return json.containsKey(field);
    }

    void problem(String problem) {
        problems.add(problem);
    }

    /** No other fields than these. */
    void known(Set<String> names) {
        Set<String> unknown = new TreeSet<>(json.fieldNames());
        unknown.removeAll(names);
        unknown.forEach(name -> problem("'" + name + "' is not known; known are " + new TreeSet<>(names)));
    }

    <E extends Enum<E>> Optional<E> choice(String field, E[] choices) {
        Object value = json.getValue(field);
        Optional<E> found = Arrays.stream(choices)
                .filter(choice -> spelled(choice).equals(value))
                .findFirst();
        if (found.isEmpty()) {
            String known = Arrays.stream(choices).map(Fields::spelled).collect(Collectors.joining(", "));
            problem("'" + field + "' must be one of " + known + (value == null ? "" : ", was '" + value + "'"));
        }
        return found;
    }

    /** Who asks. */
    String actor() {
        return text("actor", LONGEST_ACTOR);
    }

    /** Why. */
    String reason() {
        return text("reason", LONGEST_REASON);
    }

    String text(String field, int longest) {
        if (json.getValue(field) instanceof String text
                && !text.isBlank()
                && text.length() <= longest
                && !CONTROL.matcher(text).find()) {
            return text.strip();
        }
        problem("'" + field + "' must be a text of 1 to " + longest + " characters on one line");
        return "";
    }

    /** The name of an environment. */
    String environment(String field) {
        if (json.getValue(field) instanceof String text && NAME.matcher(text).matches()) {
            return text;
        }
        problem("'" + field + "' must be the name of an environment: letters, digits, '.', '_' and '-'");
        return "";
    }

    /** A whole number from 0 on. */
    long number(String field, long most) {
        if (json.getValue(field) instanceof Number number
                && (number instanceof Integer || number instanceof Long)
                && number.longValue() >= 0
                && number.longValue() <= most) {
            return number.longValue();
        }
        problem("'" + field + "' must be a whole number from 0 to " + most);
        return 0;
    }

    /** True or false; false where it is not there. */
    boolean flag(String field) {
        if (!json.containsKey(field)) {
            return false;
        }
        if (json.getValue(field) instanceof Boolean value) {
            return value;
        }
        problem("'" + field + "' must be true or false");
        return false;
    }

    /**
     * Ends the reading.
     *
     * @throws WishException something is wrong
     */
    void check() {
        if (!problems.isEmpty()) {
            throw new WishException(problems);
        }
    }

    private static String spelled(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
