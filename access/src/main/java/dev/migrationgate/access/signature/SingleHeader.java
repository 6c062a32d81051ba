package dev.migrationgate.access.signature;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A header that a request must have once, in one form.
 *
 * @param name its name
 * @param form what its value looks like
 * @param cure the form in words
 */
record SingleHeader(String name, Pattern form, String cure) {
    /** What is wrong with the header, if anything. Twice is wrong: two readers might look at different ones. */
    Optional<String> problem(Headers headers) {
        List<String> values = headers.all(name);
        if (values.isEmpty()) {
            return Optional.of("the header " + name + " is missing");
        }
        if (values.size() > 1) {
            return Optional.of("the header " + name + " is there more than once");
        }
        return form.matcher(values.getFirst()).matches()
                ? Optional.empty()
                : Optional.of("the header " + name + " is malformed: it must be " + cure);
    }

    /** Its value; only after {@link #problem} found none. */
    String value(Headers headers) {
        return headers.all(name).getFirst();
    }
}
