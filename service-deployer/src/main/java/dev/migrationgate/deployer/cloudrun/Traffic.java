package dev.migrationgate.deployer.cloudrun;

import com.google.cloud.run.v2.Service;
import com.google.cloud.run.v2.TrafficTarget;
import com.google.cloud.run.v2.TrafficTargetAllocationType;
import com.google.cloud.run.v2.TrafficTargetStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a service's traffic is split, by revision name; percentages sum up to 100.
 *
 * @param shares short revision name to percent, each above 0; empty: nothing serves
 */
record Traffic(Map<String, Integer> shares) {
    /** Tag of a revision without traffic; gives it an address of its own. */
    static final String CANDIDATE = "candidate";

    private static final int ALL = 100;

    /** What serves now: as observed, or as wanted where nothing whole was observed yet. */
    static Traffic serving(Service service) {
        String latest = shortName(service.getLatestReadyRevision());
        Traffic observed = new Traffic(new LinkedHashMap<>());
        for (TrafficTargetStatus status : service.getTrafficStatusesList()) {
            observed.add(status.getType(), status.getRevision(), latest, status.getPercent());
        }
        if (observed.whole()) {
            return observed;
        }
        Traffic wanted = new Traffic(new LinkedHashMap<>());
        for (TrafficTarget target : service.getTrafficList()) {
            wanted.add(target.getType(), target.getRevision(), latest, target.getPercent());
        }
        return wanted.whole() ? wanted : new Traffic(Map.of());
    }

    /** Reads what {@link #text} wrote. */
    static Traffic parse(String text) {
        return new Traffic(Arrays.stream(text.split(",", -1))
                .map(share -> share.split("=", -1))
                .filter(share -> share.length == 2)
                .collect(Collectors.toMap(
                        share -> share[0], share -> Integer.parseInt(share[1]), Integer::sum, LinkedHashMap::new)));
    }

    /** For an annotation: {@code revision=percent}, with commas. */
    String text() {
        return shares.entrySet().stream()
                .map(share -> share.getKey() + "=" + share.getValue())
                .collect(Collectors.joining(","));
    }

    /** Everything stays where it is, and a candidate gets an address without traffic. */
    List<TrafficTarget> holding(Service service, String candidate) {
        List<TrafficTarget> targets = new ArrayList<>(targets(service));
        targets.add(target(candidate, 0).toBuilder().setTag(CANDIDATE).build());
        return targets;
    }

    /** This split, by name. Tags that others gave stay; where nothing serves, whatever becomes ready first may. */
    List<TrafficTarget> targets(Service service) {
        List<TrafficTarget> targets = new ArrayList<>();
        if (shares.isEmpty()) {
            targets.add(TrafficTarget.newBuilder()
                    .setType(TrafficTargetAllocationType.TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST)
                    .setPercent(ALL)
                    .build());
        }
        shares.forEach((revision, percent) -> targets.add(target(revision, percent)));
        service.getTrafficList().stream()
                .filter(known -> !known.getTag().isEmpty() && !known.getTag().equals(CANDIDATE))
                .map(known -> known.toBuilder().setPercent(0).build())
                .forEach(targets::add);
        return targets;
    }

    /** All traffic on one revision. */
    static Traffic all(String revision) {
        return new Traffic(Map.of(revision, ALL));
    }

    /** Whether Cloud Run has settled, with all traffic on a revision that is wanted by name. */
    static boolean isOn(Service service, String revision) {
        return !service.getReconciling()
                && wants(service, revision)
                && all(revision).equals(serving(service));
    }

    /** Whether all traffic is wanted on a revision, by name. */
    static boolean wants(Service service, String revision) {
        return service.getTrafficList().stream()
                        .filter(target ->
                                target.getType() == TrafficTargetAllocationType.TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION)
                        .filter(target -> shortName(target.getRevision()).equals(revision))
                        .mapToInt(TrafficTarget::getPercent)
                        .sum()
                == ALL;
    }

    static String shortName(String revision) {
        return revision.substring(revision.lastIndexOf('/') + 1);
    }

    private void add(TrafficTargetAllocationType type, String revision, String latest, int percent) {
        boolean newest = type == TrafficTargetAllocationType.TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST;
        String name = newest && revision.isEmpty() ? latest : shortName(revision);
        if (percent > 0 && !name.isEmpty()) {
            shares.merge(name, percent, Integer::sum);
        }
    }

    private boolean whole() {
        return shares.values().stream().mapToInt(Integer::intValue).sum() == ALL;
    }

    private static TrafficTarget target(String revision, int percent) {
        return TrafficTarget.newBuilder()
                .setType(TrafficTargetAllocationType.TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION)
                .setRevision(revision)
                .setPercent(percent)
                .build();
    }
}
