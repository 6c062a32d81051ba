package dev.migrationgate.quickstart.platform;

import java.util.List;

/** What the processes of a cluster are made for. */
public enum Pace {
    /** To start fast and to share a laptop with all the others: one compiler, the smallest collector. */
    LIGHT,
    /** To be measured: with the JVM's defaults, as they would run on a server. */
    SUSTAINED;

    /** Heap of a broker: as little as it can do with, or what Kafka's own start script gives it. */
    int brokerMegabytes() {
        return switch (this) {
            case LIGHT -> 320;
            case SUSTAINED -> 1_024;
        };
    }

    /** Options of the JVM. */
    List<String> flags() {
        return switch (this) {
            case LIGHT -> List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k");
            case SUSTAINED -> List.of();
        };
    }
}
