package dev.migrationgate.tests.ground;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** The containers that all tests of one run share, because they take a minute to start; they are stopped after the last test. */
final class SharedContainers implements BeforeAllCallback, AutoCloseable {
    @Override
    public void beforeAll(ExtensionContext context) {
        // Whatever is in the root's store is closed once, at the end of the run.
        context.getRoot()
                .getStore(Namespace.create(SharedContainers.class))
                .computeIfAbsent(SharedContainers.class, key -> new SharedContainers());
    }

    @Override
    public void close() {
        ContainerGround.stopShared();
    }
}
