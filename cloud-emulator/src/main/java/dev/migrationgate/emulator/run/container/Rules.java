package dev.migrationgate.emulator.run.container;

import com.google.cloud.run.v2.Container;
import com.google.cloud.run.v2.EnvVar;
import dev.migrationgate.emulator.backend.Limits;
import dev.migrationgate.emulator.call.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** What Cloud Run demands of every job and service; each method refuses with INVALID_ARGUMENT. */
public final class Rules {
    private static final Pattern ID = Pattern.compile("[a-z]([a-z0-9-]*[a-z0-9])?");
    private static final Pattern LABEL_KEY = Pattern.compile("[a-z][a-z0-9_-]{0,62}");
    private static final Pattern LABEL_VALUE = Pattern.compile("[a-z0-9_-]{0,63}");
    private static final List<String> RESERVED =
            List.of("run.googleapis.com", "cloud.googleapis.com", "serving.knative.dev", "autoscaling.knative.dev");

    private Rules() {}

    /** Lower-case letters, digits and hyphens, a letter first, no hyphen last. */
    public static void id(String field, String id, int mostCharacters) {
        if (!ID.matcher(id).matches() || id.length() > mostCharacters) {
            throw Refusal.invalid(
                    field,
                    "must be lowercase letters, digits and hyphens, begin with a letter, not end with a hyphen and have at most %d characters, was '%s'"
                            .formatted(mostCharacters, id));
        }
    }

    /** Labels as Google Cloud has them (https://cloud.google.com/run/docs/configuring/jobs/labels). */
    public static void labels(String field, Map<String, String> labels) {
        labels.forEach((key, value) -> {
            notReserved(field, key);
            if (!LABEL_KEY.matcher(key).matches() || !LABEL_VALUE.matcher(value).matches()) {
                throw Refusal.invalid(
                        field,
                        "'%s: %s' must be lowercase letters, digits, _ and -, at most 63 each".formatted(key, value));
            }
        });
    }

    /** Annotations: any but those of Google's namespaces. */
    public static void annotations(String field, Map<String, String> annotations) {
        annotations.keySet().forEach(key -> notReserved(field, key));
    }

    /** One container, with an image and no variable twice. */
    public static void containers(String field, List<Container> containers) {
        if (containers.size() != 1) {
            throw Refusal.invalid(field, "exactly one container is supported, there are " + containers.size());
        }
        Container container = containers.getFirst();
        if (container.getImage().isEmpty()) {
            throw Refusal.invalid(field + "[0].image", "is required");
        }
        try {
            Limits.of(container.getResources().getLimitsMap());
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(field + "[0].resources.limits", String.valueOf(e.getMessage()));
        }
        Set<String> names = new HashSet<>();
        for (EnvVar variable : container.getEnvList()) {
            if (variable.getName().isEmpty() || !names.add(variable.getName())) {
                throw Refusal.invalid(
                        field + "[0].env", "name '%s' is empty or there twice".formatted(variable.getName()));
            }
        }
    }

    /** A fingerprint that no other version of any resource has. */
    public static String newEtag() {
        return "\"" + UUID.randomUUID() + "\"";
    }

    private static void notReserved(String field, String key) {
        if (RESERVED.stream().anyMatch(namespace -> key.startsWith(namespace + "/") || key.equals(namespace))) {
            throw Refusal.invalid(field, "'%s' is in a namespace that Cloud Run keeps for itself".formatted(key));
        }
    }
}
