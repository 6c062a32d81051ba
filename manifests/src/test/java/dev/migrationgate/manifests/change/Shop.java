package dev.migrationgate.manifests.change;

import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.ManifestReader;
import dev.migrationgate.manifests.model.Reading;
import dev.migrationgate.manifests.plan.Catalogue;
import dev.migrationgate.manifests.plan.PlanSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The manifests of two applications in one project, file by file; each change makes another of it. */
record Shop(Map<String, String> files) {
    static final String PLACE = "acme/retail/production/shop/";
    private static final String METADATA =
            "{name: %s, project: shop, environment: production, organizational-unit: retail, organization: acme}";
    private static final String HEAD = "apiVersion: lowops.manifests.v1\n";

    static final Shop SHOP = new Shop(Map.of())
            .with(
                    "orders/application.yaml",
                    HEAD + "kind: Application\nmetadata: " + METADATA.formatted("orders") + """

                    spec:
                      description: Takes orders
                      source: orders
                      target: CLOUD_RUN
                      runMigrationJob: true
                      accessControl:
                        database:
                          name: shop-db
                          schema: orders
                          privileges: [USAGE]
                          secretSource: {envVar: DATABASE_URL}
                        secrets:
                          carrier-key: {envVar: CARRIER_KEY}
                    """)
            .with("orders/config.yaml", config("orders", "command: [migrate]"))
            .with("mail/application.yaml", HEAD + "kind: Application\nmetadata: " + METADATA.formatted("mail") + """

                    spec:
                      source: mail
                      target: CLOUD_RUN
                    """)
            .with("mail/config.yaml", HEAD + "kind: DeploymentConfig\nmetadata: " + METADATA.formatted("mail") + """

                    spec: {version: "1.0.0"}
                    """)
            .with("builds/orders.yaml", build("orders"))
            .with("builds/mail.yaml", build("mail"))
            .with("database.yaml", HEAD + "kind: Database\nmetadata: " + METADATA.formatted("shop-db") + """

                    spec:
                      cpuCount: 2
                      databases: [{name: shop}]
                    """)
            .with("secrets/carrier.yaml", secret("carrier-key"))
            .with("secrets/unused.yaml", secret("unused-key"));

    Shop {
        files = new LinkedHashMap<>(files);
    }

    Shop with(String file, String text) {
        var changed = new LinkedHashMap<>(files);
        changed.put(file, text);
        return new Shop(changed);
    }

    Shop without(String file) {
        var changed = new LinkedHashMap<>(files);
        changed.remove(file);
        return new Shop(changed);
    }

    Shop replaced(String file, String old, String replacement) {
        String text = files.get(file);
        if (!text.contains(old)) {
            throw new AssertionError(file + " has no " + old);
        }
        return with(file, text.replace(old, replacement));
    }

    Shop moved(String file, String to) {
        return without(file).with(to, files.get(file));
    }

    List<Manifest> manifests() {
        var manifests = new ArrayList<Manifest>();
        files.forEach((file, text) -> {
            Reading reading = new ManifestReader().read(file, text);
            if (reading.hasErrors()) {
                throw new AssertionError(reading.findings());
            }
            manifests.addAll(reading.manifests());
        });
        return manifests;
    }

    /** What comes of this being merged after {@code SHOP}. */
    MergePlan merged() {
        return mergedAfter(SHOP);
    }

    MergePlan mergedAfter(Shop before) {
        return new MergePlanner(PlanSettings.DEFAULT).plan(before.manifests(), manifests(), Catalogue.empty());
    }

    static List<String> names(MergePlan plan) {
        return plan.applications().stream()
                .map(change -> change.application().name())
                .toList();
    }

    static String secret(String name) {
        return HEAD + "kind: Secret\nmetadata: " + METADATA.formatted(name) + "\nspec: {description: A key}\n";
    }

    private static String config(String name, String migration) {
        return HEAD + "kind: DeploymentConfig\nmetadata: " + METADATA.formatted(name) + """

                spec:
                  version: "1.0.0"
                  migrationJobContainer: {%s}
                """.formatted(migration);
    }

    private static String build(String name) {
        return HEAD + """
                kind: BuildDefinition
                metadata: {name: %s, github-repository: %s, github-connection: default, organization: acme}
                spec: {type: JAVA, description: Builds it, containerize: {name: %s, registries: [docker]}}
                """.formatted(name, name, name);
    }
}
