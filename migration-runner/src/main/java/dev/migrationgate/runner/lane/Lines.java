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
        return lines.size() <= limit + 1 ? List.copyOf(lines) : and(lines.subList(0, limit), lines.size() - limit);
    }

    /** The lines, and one more that says how many are left out, where any are. */
    static List<String> and(List<String> lines, int more) {
        return more == 0
                ? List.copyOf(lines)
                : Stream.concat(lines.stream(), Stream.of("and " + more + " more"))
                        .toList();
    }
}
