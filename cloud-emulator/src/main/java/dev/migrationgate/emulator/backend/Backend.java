package dev.migrationgate.emulator.backend;

import dev.migrationgate.emulator.registry.PushedImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Runs containers of the images that it has. Thread safe. */
public interface Backend extends PushedImages, AutoCloseable {
    /**
     * Settles what is run, before anything is written down of it.
     *
     * @throws ImageException the image is missing, or cannot be run
     */
    Start prepare(ContainerSpec spec) throws ImageException;

    /** What was started in a folder before, by an emulator that was killed since or by this one; empty if nothing was. */
    Optional<Container> at(Path folder);

    /** Ends what was started in a folder, at once, without anybody watching; nothing happens if it is gone. */
    void discard(Path folder);

    /** Lets go of what it holds; containers run on. */
    @Override
    void close();

    /** A start that lacks nothing but its folder. */
    @FunctionalInterface
    interface Start {
        /**
         * Starts the container.
         *
         * @param folder new and its own; that it exists means that a start was tried, so nobody tries again
         * @throws IOException the folder exists, or the container cannot be started
         */
        Container in(Path folder) throws IOException;
    }
}
