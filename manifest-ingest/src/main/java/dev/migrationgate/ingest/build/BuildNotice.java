package dev.migrationgate.ingest.build;

import java.util.List;
import java.util.Optional;

/** What a message says. */
public sealed interface BuildNotice {
    /**
     * Images were made, or got a tag.
     *
     * @param images each with the digest that its tag stands for
     * @param buildDefinition name of the BuildDefinition, where the build says it
     */
    record Images(List<BuiltImage> images, Optional<String> buildDefinition) implements BuildNotice {
        /** Copies the list. */
        public Images {
            images = List.copyOf(images);
        }
    }

    /**
     * It does not concern us, and will not.
     *
     * @param reason why, for logs
     */
    record Ignored(String reason) implements BuildNotice {}

    /**
     * Nobody can read it, now or later.
     *
     * @param reason what is wrong with it
     */
    record Unreadable(String reason) implements BuildNotice {}
}
