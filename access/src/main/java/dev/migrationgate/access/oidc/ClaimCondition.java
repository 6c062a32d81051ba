package dev.migrationgate.access.oidc;

import java.util.regex.Pattern;

/**
 * What a claim must be.
 *
 * @param claim name of the claim
 * @param value its value as text; {@code *} stands for any characters but slashes, {@code **} for any characters
 */
public record ClaimCondition(String claim, String value) {
    /** Refuses, with {@link IllegalArgumentException}, an empty name or value. */
    public ClaimCondition {
        if (claim.isBlank() || value.isBlank()) {
            throw new IllegalArgumentException("a claim's condition needs a name and a value");
        }
    }

    /** Whether the claims fulfil it; a claim that is missing does not. */
    public boolean holds(Claims claims) {
        return claims.text(claim)
                .filter(text -> pattern().matcher(text).matches())
                .isPresent();
    }

    private Pattern pattern() {
        var regex = new StringBuilder();
        for (int at = 0; at < value.length(); at++) {
            if (value.startsWith("**", at)) {
                regex.append(".*");
                at++;
            } else if (value.charAt(at) == '*') {
                regex.append("[^/]*");
            } else {
                regex.append(Pattern.quote(value.substring(at, at + 1)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
