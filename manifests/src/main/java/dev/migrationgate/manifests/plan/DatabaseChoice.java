package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.model.Format;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.Spec;
import dev.migrationgate.manifests.plan.DeploymentPlan.DatabaseAccess;
import dev.migrationgate.manifests.yaml.Node;
import dev.migrationgate.manifests.yaml.ScalarType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Which database an application may use, and how. */
final class DatabaseChoice {
    private final PlanSettings settings;
    private final Catalogue all;
    private final SchemaClaims claims;
    private final KnownNames names;
    private final Pair pair;
    private final Findings findings;

    DatabaseChoice(
            PlanSettings settings, Catalogue all, SchemaClaims claims, KnownNames names, Pair pair, Findings findings) {
        this.settings = settings;
        this.all = all;
        this.claims = claims;
        this.names = names;
        this.pair = pair;
        this.findings = findings;
    }

    /** The access; empty where none is declared, or where a finding says what is wrong with it. */
    Optional<DatabaseAccess> access(List<Manifest> sources) {
        checkExtensions();
        return pair.applicationSpec().database().flatMap(grant -> {
            checkOwner(grant);
            Optional<Manifest> database = Places.inProject(Kind.DATABASE, grant.name(), pair.config(), all);
            database.ifPresentOrElse(sources::add, () -> missing(grant.name()));
            return database.map(manifest -> access(grant, manifest));
        });
    }

    /** The runner refuses them as well, but only after the request was accepted. */
    private void checkExtensions() {
        List<Node> items = pair.application().items("spec", "accessControl", "database", "extensions");
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Node.Scalar item && !isAllowed(item)) {
                String message = "the extension '" + item.text() + "' is not allowed in this installation";
                String cure = settings.extensions().isEmpty()
                        ? "remove it; none is allowed"
                        : "allowed are " + String.join(", ", new TreeSet<>(settings.extensions()));
                String path = "spec.accessControl.database.extensions[" + i + "]";
                Pair.findAt(item, pair.application(), findings, FindingCode.EXTENSION_NOT_ALLOWED, message, cure, path);
            }
        }
    }

    /** Also where it is nothing, or cannot be the name of an extension at all: that has been reported. */
    private boolean isAllowed(Node.Scalar item) {
        return item.type() == ScalarType.NOTHING
                || !Format.EXTENSION.matches(item.text())
                || settings.extensions().contains(item.text());
    }

    /** The runner refuses it as well, but only to the one that comes second. */
    private void checkOwner(Spec.DatabaseGrant grant) {
        List<Manifest> others = claims.others(pair, grant);
        if (!others.isEmpty()) {
            String more = others.size() > 1 ? " and " + (others.size() - 1) + " more" : "";
            String message = "%s and %s%s claim the schema '%s' of Database '%s', and a schema has one owner"
                    .formatted(
                            pair.application().described(),
                            others.getFirst().described(),
                            more,
                            Finding.shown(grant.schema().orElse(SchemaClaims.PUBLIC)),
                            Finding.shown(grant.name()));
            String cure = "give each a schema of its own; only 'public' is for several applications";
            String[] path = {"spec", "accessControl", "database", "schema"};
            pair.find(findings, FindingCode.SCHEMA_CLAIMED_TWICE, message, cure, path);
        }
    }

    private void missing(String name) {
        String message = "there is no Database '%s' in project '%s' and environment '%s', posted or known"
                .formatted(name, pair.id().project(), pair.id().environment());
        String cure = names.cure(
                name, names.inProject(Kind.DATABASE, pair.config()), "post it together with the application");
        String[] path = {"spec", "accessControl", "database", "name"};
        pair.find(findings, FindingCode.UNRESOLVED_REFERENCE, message, cure, path);
    }

    private DatabaseAccess access(Spec.DatabaseGrant grant, Manifest database) {
        LogicalDatabases databases = LogicalDatabases.of(database, findings);
        return new DatabaseAccess(
                database.id(),
                databases.first(),
                databases.others(),
                grant.schema().orElse(SchemaClaims.PUBLIC),
                grant.privileges().stream()
                        .map(privilege -> privilege.toUpperCase(Locale.ROOT))
                        .distinct()
                        .toList(),
                grant.extensions().stream().distinct().toList(),
                grant.skipSchemaCreation(),
                ConnectionVariables.of(grant).url(),
                grant.sharedMigrator());
    }
}
