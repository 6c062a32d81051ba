package dev.migrationgate.ingest.http;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which bodies are taken. */
final class MediaType {
    /** RFC 9512 registers the first; the others are older names for it. */
    private static final Set<String> YAML =
            Set.of("application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml");

    private static final String JSON = "application/json";

    private MediaType() {}

    /** What is wrong with the headers, if anything. */
    static Optional<String> problem(@Nullable String contentType, @Nullable String contentEncoding) {
        if (contentEncoding != null && !contentEncoding.equalsIgnoreCase("identity")) {
            return Optional.of("The body may not be compressed.");
        }
        if (contentType == null) {
            return Optional.of("Name the body's Content-Type: application/yaml or application/json.");
        }
        String[] parts = parts(contentType);
        if (!YAML.contains(parts[0].strip()) && !isJson(contentType)) {
            return Optional.of("Post application/yaml or application/json.");
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].replace("\"", "").strip();
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                return Optional.of("The body has to be UTF-8.");
            }
        }
        return Optional.empty();
    }

    /** Whether the header announces JSON, and nothing else will do. */
    static boolean isJson(@Nullable String contentType) {
        return contentType != null && parts(contentType)[0].strip().equals(JSON);
    }

    private static String[] parts(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).split(";", -1);
    }
}
