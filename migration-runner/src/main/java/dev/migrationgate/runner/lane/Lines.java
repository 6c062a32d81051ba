package dev.migrationgate.runner.lane;

import java.util.List;
import java.util.stream.Stream;

/** Lines that events and states hold, bounded. */
final class Lines {
    private Lines() {}

    /**
     * The first lines, and one more that says how many are left out. Lines that were bounded this way before stay as they are.
     *
     * @param limit how many stay at most, the one more not counted
     */
    static List<String> atMost(int limit, List<String> lines) {
        // One line more may be the one that tells of others.
        return lines.size() <= limit + 1
                ? List.copyOf(lines)
                : Stream.concat(lines.stream().limit(limit), Stream.of("and " + (lines.size() - limit) + " more"))
                        .toList();
    }
}
