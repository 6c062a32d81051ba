package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which applications come to the same Cloud Run service: those of one name whose Google Cloud project is the same. They are
 * gathered for a name when one of it is first asked for. For one request, and one thread.
 */
final class ServiceClaims {
    private final PlanSettings settings;
    private final Catalogue all;
    private final Pairs pairs;
    private final Map<String, Map<String, List<Manifest>>> names = new HashMap<>();

    ServiceClaims(PlanSettings settings, Catalogue all, Pairs pairs) {
        this.settings = settings;
        this.all = all;
        this.pairs = pairs;
    }

    /** A warning, as the other may have been moved here and never been removed there; the deployer sees whose the service is. */
    void check(Pair pair, Findings findings) {
        String project = settings.cloudProjectOf(pair.id());
        names.computeIfAbsent(pair.id().name(), this::gather).getOrDefault(project, List.of()).stream()
                .filter(config -> !config.id().equals(pair.config().id()))
                .findFirst()
                .ifPresent(other -> {
                    String message = "%s comes to the same service in the Google Cloud project '%s'"
                            .formatted(other.id(), project);
                    String cure = "give one of the two another name, or its project another Google Cloud project";
                    String[] path = {"metadata", "name"};
                    Pair.find(pair.config(), findings, FindingCode.SERVICE_CLAIMED_TWICE, message, cure, path);
                });
    }

    private Map<String, List<Manifest>> gather(String name) {
        return all.named(Kind.DEPLOYMENT_CONFIG, name).stream()
                .filter(config -> Planner.isComplete(config)
                        && !pairs.applicationsOf(config).isEmpty())
                .collect(Collectors.groupingBy(config -> settings.cloudProjectOf(Pair.id(config))));
    }
}
