package dev.migrationgate.quickstart.fleet;

import java.util.Map;

/**
 * How many of each part, and what they are given beside the usual. Services are named like their modules.
 *
 * @param brokers 1 or 3
 * @param runners how many
 * @param deployers how many
 * @param settings further variables, by service
 * @param heaps most that a heap may take, in megabytes, by service; else 192
 */
public record Shape(
        int brokers,
        int runners,
        int deployers,
        Map<String, Map<String, String>> settings,
        Map<String, Integer> heaps) {
    private static final int SERVICE_MEGABYTES = 192;

    /** Copies the maps. */
    public Shape {
        settings = Map.copyOf(settings);
        heaps = Map.copyOf(heaps);
    }

    /** With the usual heaps. */
    public Shape(int brokers, int runners, int deployers, Map<String, Map<String, String>> settings) {
        this(brokers, runners, deployers, settings, Map.of());
    }

    int heapMegabytes(String service) {
        return heaps.getOrDefault(service, SERVICE_MEGABYTES);
    }
}
