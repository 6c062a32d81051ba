package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.Spec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which applications and DeploymentConfigs of one name belong together, as {@link Places#belong} says. Thousands of units or
 * projects may have an application of one name, so that comparing each with each would take time that grows with their square:
 * where there are more than a few of a name, they are ordered by their places when one of them is first asked for. For one request, and one thread.
 */
final class Pairs {
    /** A place; what an application leaves open is absent, and then it may be any. */
    private record Place(
            Optional<String> organization,
            Optional<String> unit,
            Optional<String> project,
            Optional<String> environment) {
        static Place of(Manifest application) {
            return of(application, Pairs.project(application), application.id().ancestor("environment"));
        }

        /** Those of all applications that a DeploymentConfig may be about. */
        static List<Place> around(Manifest config) {
            Optional<String> project = config.id().ancestor("project");
            Optional<String> environment = config.id().ancestor("environment");
            return Stream.of(
                            of(config, project, environment),
                            of(config, project, Optional.empty()),
                            of(config, Optional.empty(), environment),
                            of(config, Optional.empty(), Optional.empty()))
                    .distinct()
                    .toList();
        }

        private static Place of(Manifest manifest, Optional<String> project, Optional<String> environment) {
            return new Place(
                    manifest.id().ancestor("organization"),
                    manifest.id().ancestor("organizational-unit"),
                    project,
                    environment);
        }
    }

    /** So many are compared one by one, which takes less time than ordering them. */
    private static final int FEW = 4;

    private final Catalogue all;
    private final Map<String, List<Manifest>> names = new HashMap<>();
    private final Map<String, Map<Place, List<Manifest>>> applications = new HashMap<>();
    private final Map<String, Map<Place, List<Manifest>>> configs = new HashMap<>();

    Pairs(Catalogue all) {
        this.all = all;
    }

    /** The applications that a DeploymentConfig may be about. */
    List<Manifest> applicationsOf(Manifest config) {
        String name = config.id().name();
        List<Manifest> named = names.computeIfAbsent(name, this::applicationsNamed);
        if (named.size() <= FEW) {
            return named.stream()
                    .filter(application -> Places.belong(application, config))
                    .toList();
        }
        Map<Place, List<Manifest>> places = applications.computeIfAbsent(
                name, _ -> named.stream().collect(Collectors.groupingBy(Place::of, Collectors.toUnmodifiableList())));
        List<List<Manifest>> found = Place.around(config).stream()
                .map(place -> places.getOrDefault(place, List.of()))
                .filter(group -> !group.isEmpty())
                .toList();
        return found.size() == 1
                ? found.getFirst()
                : found.stream().flatMap(List::stream).toList();
    }

    /** The DeploymentConfigs that are about an application and whose path is complete. */
    List<Manifest> configsOf(Manifest application) {
        return configs.computeIfAbsent(application.id().name(), this::configsNamed)
                .getOrDefault(Place.of(application), List.of());
    }

    /** The project that an application's path or its spec names. */
    static Optional<String> project(Manifest application) {
        return application.id().ancestor("project").or(() -> ((Spec.Application) application.spec()).project());
    }

    private List<Manifest> applicationsNamed(String name) {
        List<Manifest> ours = all.named(Kind.APPLICATION, name);
        List<Manifest> external = all.named(Kind.EXTERNAL_APPLICATION, name);
        if (ours.isEmpty() || external.isEmpty()) {
            return ours.isEmpty() ? external : ours;
        }
        return Stream.concat(ours.stream(), external.stream()).toList();
    }

    private Map<Place, List<Manifest>> configsNamed(String name) {
        Map<Place, List<Manifest>> places = new HashMap<>();
        for (Manifest config : all.named(Kind.DEPLOYMENT_CONFIG, name)) {
            if (Planner.isComplete(config)) {
                Place.around(config)
                        .forEach(place -> places.computeIfAbsent(place, _ -> new ArrayList<>())
                                .add(config));
            }
        }
        return places;
    }
}
