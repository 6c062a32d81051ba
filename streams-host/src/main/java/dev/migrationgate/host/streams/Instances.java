package dev.migrationgate.host.streams;

import java.util.function.IntSupplier;

/**
 * How many instances of a service there are, for limits that they have together. Effects need it before the host is started that
 * knows it; until then it says one, and no effect runs. Safe for several threads.
 */
public final class Instances implements IntSupplier {
    private volatile IntSupplier host = () -> 1;

    /** Whom to ask from now on. */
    public void knownBy(StreamsHost<?> started) {
        host = started::instances;
    }

    @Override
    public int getAsInt() {
        return host.getAsInt();
    }
}
