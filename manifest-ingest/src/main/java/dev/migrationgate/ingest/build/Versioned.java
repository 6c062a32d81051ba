package dev.migrationgate.ingest.build;

import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.ManifestReader;
import dev.migrationgate.manifests.model.Reading;
import dev.migrationgate.manifests.yaml.CanonicalJson;
import dev.migrationgate.manifests.yaml.Limits;
import dev.migrationgate.manifests.yaml.Node;
import dev.migrationgate.manifests.yaml.ScalarType;
import java.util.LinkedHashMap;

/** Writes a version into a DeploymentConfig, as a commit that promotes it would. Safe for several threads. */
public final class Versioned {
    private final ManifestReader reader = new ManifestReader(Limits.ACCEPTED);

    /** One for any number of manifests. */
    public Versioned() {}

    /** The same manifest with that version, read as if somebody had posted it. */
    public Reading of(Manifest config, String version) {
        Node.Mapping spec = config.root().get("spec").orElse(config.root()) instanceof Node.Mapping mapping
                ? mapping
                : config.root();
        var text = new Node.Scalar(spec.position(), ScalarType.TEXT, version);
        Node.Mapping root = with(config.root(), "spec", with(spec, "version", text));
        return reader.read(config.file(), CanonicalJson.of(root));
    }

    private static Node.Mapping with(Node.Mapping mapping, String key, Node value) {
        var entries = new LinkedHashMap<>(mapping.entries());
        entries.put(key, new Node.Entry(mapping.position(), value));
        return new Node.Mapping(mapping.position(), entries);
    }
}
