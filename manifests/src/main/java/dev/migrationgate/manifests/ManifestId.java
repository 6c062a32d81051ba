package dev.migrationgate.manifests;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What identifies a manifest: its kind and its whole metadata path. Never the file that it is in.
 *
 * <p>The text form is the kind, the ancestors from the outside in, and the name, joined by slashes. The ancestors
 * organization, organizational-unit, environment and project stand as bare values as long as none before them is
 * left out; any other ancestor is written {@code key=value}. Examples:
 *
 * <ul>
 *   <li>{@code Database/fincorp/retail-banking/production/payment-gateway/payments-db}
 *   <li>{@code Application/acme/retail/release-track=main/application-set=shop/orders-api}
 *   <li>{@code BuildDefinition/acme/github-connection=default/github-repository=orders-api/orders-api}
 * </ul>
 *
 * @param kind the manifest's kind
 * @param ancestors metadata key (kebab-case) to value, without {@code name}; kept in the order of the hierarchy
 * @param name {@code metadata.name}
 */
public record ManifestId(String kind, Map<String, String> ancestors, String name) {
    /** The ancestors that need no key in the text form, from the outside in. */
    private static final List<String> CHAIN = List.of("organization", "organizational-unit", "environment", "project");

    private static final List<String> ORDER = List.of(
            "organization",
            "organizational-unit",
            "environment",
            "project",
            "release-track",
            "application-set",
            "github-connection",
            "github-repository");

    /** Refuses, with {@link IllegalArgumentException}, parts that would make the text form ambiguous. */
    public ManifestId {
        requirePart(kind);
        requirePart(name);
        ancestors.forEach((key, value) -> {
            requirePart(key);
            requirePart(value);
        });
        ancestors = inOrder(ancestors);
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException if {@code text} does not have it
     */
    public static ManifestId parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length < 2) {
            throw new IllegalArgumentException("not a manifest id: '" + text + "'");
        }
        var ancestors = new LinkedHashMap<String, String>();
        for (int i = 1; i < parts.length - 1; i++) {
            int equals = parts[i].indexOf('=');
            if (equals < 0 && i > CHAIN.size()) {
                throw new IllegalArgumentException("not a manifest id: '" + text + "'");
            }
            String key = equals < 0 ? CHAIN.get(i - 1) : parts[i].substring(0, equals);
            ancestors.put(key, parts[i].substring(equals + 1));
        }
        return new ManifestId(parts[0], ancestors, parts[parts.length - 1]);
    }

    /** The value of one ancestor, if the path has it. */
    public Optional<String> ancestor(String key) {
        return Optional.ofNullable(ancestors.get(key));
    }

    /** The text form. */
    @Override
    public String toString() {
        var parts = new ArrayList<String>();
        parts.add(kind);
        ancestors.forEach((key, value) -> {
            // As many ancestors as parts were written so far, and all of them from the chain: no key is needed.
            boolean bare =
                    parts.size() <= CHAIN.size() && CHAIN.get(parts.size() - 1).equals(key);
            parts.add(bare ? value : key + "=" + value);
        });
        parts.add(name);
        return String.join("/", parts);
    }

    private static Map<String, String> inOrder(Map<String, String> ancestors) {
        var sorted = new LinkedHashMap<String, String>();
        for (String key : ORDER) {
            Optional.ofNullable(ancestors.get(key)).ifPresent(value -> sorted.put(key, value));
        }
        ancestors.keySet().stream()
                .filter(key -> !sorted.containsKey(key))
                .sorted()
                .toList()
                .forEach(key -> Optional.ofNullable(ancestors.get(key)).ifPresent(value -> sorted.put(key, value)));
        return Collections.unmodifiableMap(sorted);
    }

    private static void requirePart(String part) {
        if (part.isEmpty() || part.indexOf('/') >= 0 || part.indexOf('=') >= 0) {
            throw new IllegalArgumentException("not a part of a manifest id: '" + part + "'");
        }
    }
}
