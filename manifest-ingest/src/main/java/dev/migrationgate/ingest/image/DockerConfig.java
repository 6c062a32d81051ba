package dev.migrationgate.ingest.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationgate.google.secret.SecretException;
import dev.migrationgate.google.secret.SecretReference;
import dev.migrationgate.google.secret.Secrets;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Passwords for registries, in the form of Docker's {@code config.json}: {@code auths}, by host, with {@code auth} as {@code docker login} writes it.
 * Helpers are not called. Read anew each time, from a cache that follows a rotation.
 *
 * @param file where it is; absent: there are none
 */
record DockerConfig(Optional<SecretReference> file, Secrets secrets) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What {@code docker login} calls Docker's own registry. */
    private static final Map<String, String> NAMES = Map.of("index.docker.io", Addresses.DOCKER);

    /**
     * The {@code Authorization} for a registry; empty: there is none.
     *
     * @throws IOException nobody can say now
     */
    Optional<String> of(String host) throws IOException {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return JSON.readTree(secrets.read(file.get())).path("auths").properties().stream()
                    .filter(entry -> name(entry.getKey()).equals(host))
                    .map(Map.Entry::getValue)
                    .map(entry -> entry.path("auth"))
                    .filter(JsonNode::isTextual)
                    .map(auth -> "Basic " + auth.asText())
                    .findFirst();
        } catch (SecretException e) {
            throw new IOException("the registries' passwords cannot be read: " + e.getMessage(), e);
        } catch (IOException _) {
            // Without its message, which would quote the text.
            throw new IOException("the registries' passwords are no JSON: " + file.get());
        }
    }

    /** The host of a key, which may be an address. */
    private static String name(String key) {
        String host = key.replaceFirst("^https?://", "").replaceFirst("/.*", "");
        return NAMES.getOrDefault(host, host);
    }
}
