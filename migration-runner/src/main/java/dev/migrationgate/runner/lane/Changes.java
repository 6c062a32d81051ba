package dev.migrationgate.runner.lane;

import java.util.ArrayList;
import java.util.List;

/**
 * What making a database ready changed, over all attempts at a deployment.
 *
 * @param lines a sentence each, in the order seen, none twice; at most {@value #LIMIT}
 * @param more how many came when there was no room for them any more
 */
public record Changes(List<String> lines, int more) {
    /** Nothing was changed. */
    public static final Changes NONE = new Changes(List.of(), 0);

    private static final int LIMIT = 100;

    /** Copies the list. */
    public Changes {
        lines = List.copyOf(lines);
    }

    /** These and others; what is known already counts once, however often it is said. */
    Changes and(List<String> others) {
        List<String> all = new ArrayList<>(lines);
        others.stream().distinct().filter(line -> !lines.contains(line)).forEach(all::add);
        int surplus = Math.max(0, all.size() - LIMIT);
        return new Changes(all.subList(0, all.size() - surplus), more + surplus);
    }

    /** The lines; one more says how many are left out. */
    public List<String> told() {
        return Lines.and(lines, more);
    }
}
