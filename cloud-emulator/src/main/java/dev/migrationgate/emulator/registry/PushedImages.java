package dev.migrationgate.emulator.registry;

import java.util.Optional;

/** The images that containers can run. Safe for several threads. */
@FunctionalInterface
public interface PushedImages {
    /**
     * The digest of an image as it is now.
     *
     * @param reference with a tag or a digest
     * @return {@code sha256:} and 64 hexadecimal digits; empty: there is no such image
     */
    Optional<String> digestOf(String reference);
}
