package dev.migrationgate.access.oidc;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an issuer says of whoever holds a token.
 *
 * @param values name to text, number, truth value, list or object
 */
public record Claims(Map<String, Object> values) {
    private static final String EMAIL = "email";

    /** Copies the map. */
    public Claims {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * A claim as text; a number or a truth value as JSON writes it. Empty where there is none, where it is a list or an object,
     * and for an {@code email} that the issuer does not call verified: anybody could have entered it.
     */
    public Optional<String> text(String name) {
        if (name.equals(EMAIL) && !emailVerified()) {
            return Optional.empty();
        }
        Object value = values.get(name);
        return value instanceof String || value instanceof Number || value instanceof Boolean
                ? Optional.of(value.toString())
                : Optional.empty();
    }

    /** The e-mail address, if the issuer calls it verified. */
    public Optional<String> email() {
        return text(EMAIL);
    }

    /** Whom the token is about, as the issuer names them; empty if it does not say. */
    public Optional<String> subject() {
        return text("sub");
    }

    private boolean emailVerified() {
        return String.valueOf(values.get("email_verified")).equals("true");
    }
}
