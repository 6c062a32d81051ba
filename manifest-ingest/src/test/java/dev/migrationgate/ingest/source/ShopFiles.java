package dev.migrationgate.ingest.source;

import java.util.LinkedHashMap;
import java.util.Map;

/** The files of a repository with two applications; each change makes another of it. */
public record ShopFiles(Map<String, String> files) {
    private static final String METADATA =
            "{name: %s, project: shop, environment: production, organizational-unit: retail, organization: acme}";
    private static final String HEAD = "apiVersion: lowops.manifests.v1\n";

    /** Both in version 1.0.0. */
    public static final ShopFiles SHOP = new ShopFiles(Map.of())
            .with("README.md", "Our manifests")
            .withApplication("orders", "1.0.0")
            .withApplication("mail", "1.0.0");

    /** Copies the map. */
    public ShopFiles {
        files = new LinkedHashMap<>(files);
    }

    /** With another file, or a file that says something else. */
    public ShopFiles with(String file, String text) {
        var changed = new LinkedHashMap<>(files);
        changed.put(file, text);
        return new ShopFiles(changed);
    }

    /** Without a file. */
    public ShopFiles without(String file) {
        var changed = new LinkedHashMap<>(files);
        changed.remove(file);
        return new ShopFiles(changed);
    }

    /** With an application in a version. */
    public ShopFiles version(String application, String version) {
        return with("manifests/" + application + "/config.yaml", config(application, version));
    }

    /** With a manifest that nobody can accept. */
    public ShopFiles broken(String application) {
        return with(
                "manifests/" + application + "/config.yaml",
                config(application, "9").replace("version", "vrsion"));
    }

    /** An application's version, as a document. */
    public static String config(String application, String version) {
        return HEAD + "kind: DeploymentConfig\nmetadata: " + METADATA.formatted(application) + "\nspec: {version: \""
                + version + "\"}\n";
    }

    private ShopFiles withApplication(String name, String version) {
        String application = HEAD + "kind: Application\nmetadata: " + METADATA.formatted(name) + "\nspec: {source: "
                + name + ", target: CLOUD_RUN}\n";
        String build = HEAD + "kind: BuildDefinition\nmetadata: {name: " + name + ", github-repository: " + name
                + ", github-connection: default, organization: acme}\nspec: {type: JAVA, containerize: {name: " + name
                + ", registries: [docker]}}\n";
        return with("manifests/" + name + "/application.yaml", application)
                .with("manifests/" + name + "/build.yaml", build)
                .version(name, version);
    }
}
