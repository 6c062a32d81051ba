package dev.migrationgate.repository;

import java.util.Random;

/** Documents for tests. */
final class Documents {
    private Documents() {}

    static String secret(String name) {
        return """
                apiVersion: lowops.manifests.v1
                kind: Secret
                metadata: {name: %s, project: shop, environment: production, organizational-unit: retail, organization: acme}
                spec: {description: A key}
                """.formatted(name);
    }

    /** A text that cannot be packed small. */
    static String noise(int length) {
        var random = new Random(7);
        var text = new StringBuilder(length);
        random.ints(length, 33, 127).forEach(text::appendCodePoint);
        return text.toString();
    }
}
