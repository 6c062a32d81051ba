package dev.migrationgate.emulator.run.service;

import com.google.cloud.run.v2.TrafficTargetStatus;
import java.util.List;
import java.util.Optional;

/** Chooses the revision that answers a request. Pure. */
final class TrafficSplit {
    private TrafficSplit() {}

    /**
     * By percentage.
     *
     * @param dice from 0 to 99
     */
    static Optional<String> byShare(List<TrafficTargetStatus> traffic, int dice) {
        int passed = 0;
        for (TrafficTargetStatus target : traffic) {
            passed += target.getPercent();
            if (dice < passed) {
                return Optional.of(target.getRevision());
            }
        }
        return Optional.empty();
    }

    /** By tag. */
    static Optional<String> byTag(List<TrafficTargetStatus> traffic, String tag) {
        return traffic.stream()
                .filter(target -> target.getTag().equals(tag))
                .map(TrafficTargetStatus::getRevision)
                .findFirst();
    }
}
