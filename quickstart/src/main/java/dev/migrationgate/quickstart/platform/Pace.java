package dev.migrationgate.quickstart.platform;

import java.util.List;

/** What the processes of a cluster are made for. */
public enum Pace {
    /** To start fast and to share a laptop with all the others: one compiler, the smallest collector. */
    LIGHT,
    /** To be measured: as on a server, with a heap that has its whole size from the start, as Kafka's own start script has it. */
    SUSTAINED;

    /** Heap of a broker: as little as it can do with, or what Kafka's own start script gives it. */
    int brokerMegabytes() {
        return switch (this) {
            case LIGHT -> 320;
            case SUSTAINED -> 1_024;
        };
    }

    /**
     * Options of the JVM.
     *
     * @param heapMegabytes most that its heap may take
     */
    List<String> flags(int heapMegabytes) {
        String most = "-Xmx" + heapMegabytes + "m";
        return switch (this) {
            case LIGHT -> List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k", most);
            case SUSTAINED -> List.of("-Xms" + heapMegabytes + "m", most);
        };
    }
}
