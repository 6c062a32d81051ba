package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds applications to their DeploymentConfigs and the other way round, and reports those that are alone.
 *
 * @param all the manifests among which they are
 * @param pairs which of them belong together
 * @param names their names, for guesses
 * @param findings takes what is wrong
 */
record Counterparts(Catalogue all, Pairs pairs, KnownNames names, Findings findings) {
    /** The DeploymentConfigs to plan for because of one manifest; none where its kind deploys nothing. */
    List<Manifest> configsBy(Manifest manifest) {
        if (manifest.kind().filter(Kind::isDeployable).isPresent()) {
            return configsOf(manifest);
        }
        return manifest.is(Kind.DEPLOYMENT_CONFIG) && Planner.isComplete(manifest) ? List.of(manifest) : List.of();
    }

    /** The application of a DeploymentConfig; empty where a finding says why there is none. */
    Optional<Manifest> applicationOf(Manifest config) {
        List<Manifest> found = pairs.applicationsOf(config);
        if (found.isEmpty()) {
            String message = "there is no Application or ExternalApplication of this name in its project";
            String cure = nearApplication(config)
                    .map(KnownNames::guess)
                    .orElse("the names of a DeploymentConfig and of its Application are equal");
            Pair.find(config, findings, FindingCode.NO_APPLICATION, message, cure, "metadata", "name");
        } else if (found.size() > 1) {
            String message = "there are several applications of this name: " + Pair.listed(found);
            String cure = "keep one of them";
            Pair.find(config, findings, FindingCode.AMBIGUOUS_REFERENCE, message, cure, "metadata", "name");
            return Optional.empty();
        }
        return found.stream().findFirst();
    }

    private List<Manifest> configsOf(Manifest application) {
        List<Manifest> configs = pairs.configsOf(application);
        if (configs.isEmpty()) {
            String message = application.described() + " has no DeploymentConfig of its name, so nothing is deployed";
            String cure =
                    nearConfig(application).map(KnownNames::guess).orElse("post a DeploymentConfig with its version");
            Pair.find(application, findings, FindingCode.NO_DEPLOYMENT_CONFIG, message, cure, "metadata", "name");
        }
        return configs;
    }

    /** A DeploymentConfig in the application's place that has no application. */
    private Optional<String> nearConfig(Manifest application) {
        return names.near(application.id().name(), names.inOrganization(Kind.DEPLOYMENT_CONFIG, application))
                .filter(near -> all.named(Kind.DEPLOYMENT_CONFIG, near).stream()
                        .anyMatch(config -> Places.belong(application, config)
                                && pairs.applicationsOf(config).isEmpty()));
    }

    /** An application that is deployed nowhere in the config's place, so that it waits for a config. */
    private Optional<String> nearApplication(Manifest config) {
        return Stream.of(Kind.APPLICATION, Kind.EXTERNAL_APPLICATION)
                .flatMap(kind -> names
                        .near(config.id().name(), names.inOrganization(kind, config))
                        .filter(near -> all.named(kind, near).stream()
                                .anyMatch(application -> Places.belong(application, config)))
                        .stream())
                .filter(near -> Places.inProject(Kind.DEPLOYMENT_CONFIG, near, config, all)
                        .isEmpty())
                .findFirst();
    }
}
