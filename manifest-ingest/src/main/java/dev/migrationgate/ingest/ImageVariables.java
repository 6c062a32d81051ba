package dev.migrationgate.ingest;

import dev.migrationgate.google.secret.SecretReference;
import dev.migrationgate.ingest.image.AllowedRegistries;
import dev.migrationgate.ingest.image.ImageSettings;
import dev.migrationgate.service.Variables;
import java.util.Set;

/** Reads how images' digests are asked for. */
final class ImageVariables {
    private ImageVariables() {}

    /** The settings; problems are left with the variables. */
    static ImageSettings read(Variables variables) {
        ImageSettings standard = ImageSettings.DEFAULT;
        return new ImageSettings(
                registries(variables),
                variables.optionalUri("IMAGE_REGISTRY_ENDPOINT"),
                variables
                        .optional("IMAGE_CREDENTIALS")
                        .flatMap(text -> SecretReference.read("IMAGE_CREDENTIALS", text, variables::problem)),
                variables.seconds("IMAGE_LIMIT_SECONDS", standard.limit()));
    }

    private static AllowedRegistries registries(Variables variables) {
        Set<String> names = variables.names("IMAGE_REGISTRIES", Set.copyOf(AllowedRegistries.DEFAULT.patterns()));
        try {
            return AllowedRegistries.of(names);
        } catch (IllegalArgumentException _) {
            variables.problem("IMAGE_REGISTRIES " + AllowedRegistries.RULE + ", was '" + String.join(",", names) + "'");
            return AllowedRegistries.DEFAULT;
        }
    }
}
