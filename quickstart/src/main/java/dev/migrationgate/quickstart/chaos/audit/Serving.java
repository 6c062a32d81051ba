package dev.migrationgate.quickstart.chaos.audit;

import static java.util.stream.Collectors.toSet;

import dev.migrationgate.events.DeploymentSuperseded;
import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.ServiceDeployed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** P6: that what failed never serves, neither in the end nor in between, and keeps nothing else from serving. */
final class Serving {
    /** The emulator writes its line after the change that a deployer can see, and on a busy machine a little later. */
    private static final Duration RECORDED_WITHIN = Duration.ofSeconds(2);

    private final Facts facts;
    private final Map<String, List<Split>> splits;
    private final Map<String, End> lastEnds = new HashMap<>();

    private Serving(Facts facts) {
        this.facts = facts;
        this.splits = Split.byService(facts);
        facts.ends().stream().sorted(Comparator.comparing(End::at)).forEach(end -> lastEnds.put(end.deployment(), end));
    }

    /** From the moment that a failure is said, its revision has no traffic and what served before has; so it is in the end. */
    static Finding promise6(Facts facts) {
        Serving serving = new Serving(facts);
        List<String> violations = new ArrayList<>();
        List<End> failures = serving.failures();
        failures.forEach(failure -> violations.addAll(serving.after(failure)));
        Map<String, ServiceDeployed> deployed = serving.deployedLast();
        violations.addAll(serving.inTheEnd(deployed));
        violations.addAll(serving.supersededInVain());
        return new Finding(
                "P6",
                deployed.size() + " services serve what was deployed to them last, and nothing that failed at any of "
                        + failures.size() + " failures",
                violations);
    }

    /** The last word about each deployment that failed. One that is said to be deployed as well ended twice: P4 tells. */
    private List<End> failures() {
        Set<String> deployed = facts.of(ServiceDeployed.class)
                .map(ServiceDeployed::getDeploymentId)
                .collect(toSet());
        return lastEnds.values().stream()
                .filter(end -> end.failed() && !deployed.contains(end.deployment()))
                .toList();
    }

    /** What passed its gate is only made needless by what came to serve; what never did, the runner ended, which is another matter. */
    private List<String> supersededInVain() {
        Set<String> passed = facts.of(MigrationSucceeded.class)
                .map(event -> event.getRequest().getDeploymentId())
                .collect(toSet());
        return facts.of(DeploymentSuperseded.class)
                .filter(event -> passed.contains(event.getDeploymentId()))
                .filter(event -> facts.of(ServiceDeployed.class)
                        .filter(newer -> newer.getDeploymentId().equals(event.getSupersededBy()))
                        .allMatch(newer -> newer.getDeployedAt().isAfter(event.getSupersededAt())))
                .map(event -> event.getDeploymentId() + " was superseded by " + event.getSupersededBy()
                        + ", which had not been deployed")
                .toList();
    }

    /** A service that never had a revision has nothing to protect: its first ones serve, failed or not, since nothing else can. */
    private List<String> after(End failure) {
        if (servedBefore(failure).isEmpty()) {
            return List.of();
        }
        Instant settled = failure.at().plus(RECORDED_WITHIN);
        List<Split> all = Optional.ofNullable(facts.requests().get(failure.deployment()))
                .map(request -> splits.getOrDefault(request.getService().getService(), List.of()))
                .orElse(List.of());
        Stream<String> failedServes = all.stream()
                .filter(split -> split.until().isAfter(settled) && owners(split).contains(failure.deployment()))
                .map(split -> split.revisions() + " served from " + split.from() + " to " + split.until() + ", but "
                        + failure.deployment() + " had failed at " + failure.at());
        Stream<String> otherServes = all.stream()
                .filter(split -> split.covers(settled))
                .filter(split -> owners(split).stream()
                        .anyMatch(owner -> !owner.equals(failure.deployment()) && !mayServe(owner, failure)))
                .map(split -> split.revisions() + " served when " + failure.deployment() + " had failed at "
                        + failure.at() + ", but " + servedBefore(failure).orElse("nothing") + " was deployed before");
        return Stream.concat(failedServes, otherServes).toList();
    }

    /** What served before the failure, or what is being rolled out meanwhile. */
    private boolean mayServe(String deployment, End failure) {
        boolean underWay = Optional.ofNullable(lastEnds.get(deployment))
                .filter(end -> end.at().isAfter(failure.at()))
                .isPresent();
        return underWay || servedBefore(failure).filter(deployment::equals).isPresent();
    }

    private Optional<String> servedBefore(End failure) {
        String service = service(failure.deployment());
        return facts.of(ServiceDeployed.class)
                .filter(event -> !event.getDeployedAt().isAfter(failure.at()))
                .filter(event -> last(event.getService()).equals(service))
                .max(Comparator.comparing(ServiceDeployed::getDeployedAt))
                .map(ServiceDeployed::getDeploymentId);
    }

    private String service(String deployment) {
        return Optional.ofNullable(facts.requests().get(deployment))
                .map(request -> request.getService().getService())
                .orElse("");
    }

    private List<String> owners(Split split) {
        return split.revisions().stream()
                .map(revision -> facts.ofRevision(revision).orElse(revision))
                .toList();
    }

    private Map<String, ServiceDeployed> deployedLast() {
        Map<String, ServiceDeployed> deployed = new HashMap<>();
        facts.of(ServiceDeployed.class).forEach(event -> deployed.put(last(event.getService()), event));
        return deployed;
    }

    private List<String> inTheEnd(Map<String, ServiceDeployed> deployed) {
        List<String> violations = new ArrayList<>();
        deployed.forEach((service, event) -> {
            List<String> serving = servingNow(service);
            String revision = last(event.getRevision());
            if (!serving.equals(List.of(revision))) {
                violations.add(service + " is served by " + serving + ", but " + revision + " was deployed last");
            }
        });
        splits.keySet().stream()
                .filter(service -> !deployed.containsKey(service) && !onlyFailed(service))
                .forEach(service -> violations.add(
                        service + " is served by " + servingNow(service) + ", but nothing was deployed"));
        return violations;
    }

    private boolean onlyFailed(String service) {
        return splits.getOrDefault(service, List.of()).stream()
                .flatMap(split -> owners(split).stream())
                .allMatch(owner -> Optional.ofNullable(lastEnds.get(owner))
                        .filter(End::failed)
                        .isPresent());
    }

    private List<String> servingNow(String service) {
        List<Split> all = splits.getOrDefault(service, List.of());
        return all.isEmpty() ? List.of() : all.getLast().revisions();
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
