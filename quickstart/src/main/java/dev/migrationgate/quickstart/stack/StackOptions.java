package dev.migrationgate.quickstart.stack;

import java.nio.file.Path;

/**
 * What the stack needs to know.
 *
 * @param root the checkout, with the built registry and example images
 * @param state folder that keeps everything from one start to the next
 * @param ports where each part listens
 */
public record StackOptions(Path root, Path state, Ports ports) {

    /** Makes paths absolute: child processes run elsewhere. */
    public StackOptions {
        root = root.toAbsolutePath().normalize();
        state = state.toAbsolutePath().normalize();
    }

    /** Folder with the logs of all parts. */
    public Path logs() {
        return state.resolve("logs");
    }

    /** The example's folder. */
    public Path example() {
        return root.resolve("examples/payment-gateway");
    }

    /** Images that the cloud emulator can run. */
    Path images() {
        return example().resolve("target/images");
    }

    /** The unpacked registry server. */
    public Path registryHome() {
        return root.resolve("quickstart/target/registry");
    }
}
