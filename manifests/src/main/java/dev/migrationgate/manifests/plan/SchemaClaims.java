package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.Spec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which applications claim which schemas. A schema has one owner, so the runner prepares it for the application that comes
 * first and fails the others; only {@code public} is everybody's.
 *
 * <p>An application claims a schema in each environment where it has a DeploymentConfig: one that is deployed nowhere
 * stands in nobody's way. The Database is in the DeploymentConfig's own project and environment, so the claims of other
 * projects cannot meet. Those of one project and environment are gathered when one of them is first asked for: once for each
 * request, in time that grows with the DeploymentConfigs there. For one request, and one thread.
 */
final class SchemaClaims {
    /** The schema that an application has without naming one. */
    static final String PUBLIC = "public";

    private record Schema(String database, String name) {
        static Optional<Schema> claimed(Spec.DatabaseGrant grant) {
            return grant.schema().filter(name -> !name.equals(PUBLIC)).map(name -> new Schema(grant.name(), name));
        }
    }

    private final Catalogue all;
    private final Pairs pairs;
    private final Map<Map<String, String>, Map<Schema, List<Manifest>>> places = new HashMap<>();

    SchemaClaims(Catalogue all, Pairs pairs) {
        this.all = all;
        this.pairs = pairs;
    }

    /** The other applications that claim the pair's schema in its environment. */
    List<Manifest> others(Pair pair, Spec.DatabaseGrant grant) {
        return Schema.claimed(grant)
                .map(schema -> places.computeIfAbsent(pair.config().id().ancestors(), this::gather)
                        .getOrDefault(schema, List.of()))
                .orElse(List.of())
                .stream()
                // One of its name is the same application: which of the two it is, is another finding's business.
                .filter(application -> !application.id().name().equals(pair.id().name()))
                .toList();
    }

    private Map<Schema, List<Manifest>> gather(Map<String, String> place) {
        Map<Schema, List<Manifest>> claims = new HashMap<>();
        for (Manifest config : all.within(Kind.DEPLOYMENT_CONFIG, place)) {
            for (Manifest application : pairs.applicationsOf(config)) {
                ((Spec.Application) application.spec())
                        .database()
                        .flatMap(Schema::claimed)
                        .ifPresent(schema -> claims.computeIfAbsent(schema, _ -> new ArrayList<>())
                                .add(application));
            }
        }
        return claims;
    }
}
