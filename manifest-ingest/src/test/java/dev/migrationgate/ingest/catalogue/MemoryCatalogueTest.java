package dev.migrationgate.ingest.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.ingest.GuideManifests;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.ManifestReader;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryCatalogueTest {
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    private static final String OTHER = GuideManifests.CONFIG.replace("payment-api", "refunds");

    private final MemoryCatalogue catalogue = new MemoryCatalogue();

    @Test
    void whatIsInOnePlaceIsFoundByItsKindAndPath() {
        Manifest config = read(GuideManifests.CONFIG);
        Manifest other = read(OTHER);
        Manifest staging = read(OTHER.replace("environment: production", "environment: staging"));

        catalogue.keep(config, NOW);
        catalogue.keep(other, NOW);
        catalogue.keep(staging, NOW);
        catalogue.keep(read(GuideManifests.DATABASE), NOW);

        assertThat(catalogue.within(Kind.DEPLOYMENT_CONFIG, config.id().ancestors()))
                .containsExactlyInAnyOrder(config, other);
        assertThat(catalogue.within(Kind.DEPLOYMENT_CONFIG, staging.id().ancestors()))
                .containsExactly(staging);
        assertThat(catalogue.within(Kind.DEPLOYMENT_CONFIG, Map.of())).isEmpty();
    }

    @Test
    void aNewerManifestTakesThePlaceOfAnOlderOneOfItsIdentity() {
        Manifest newer = read(GuideManifests.CONFIG);
        Manifest older = read(GuideManifests.CONFIG.replace("1.0.0", "0.9.0"));

        catalogue.keep(newer, NOW);
        catalogue.keep(older, NOW.minusSeconds(1));

        assertThat(catalogue.within(Kind.DEPLOYMENT_CONFIG, newer.id().ancestors()))
                .containsExactly(newer);
    }

    private static Manifest read(String text) {
        return new ManifestReader().read("x", text).manifests().getFirst();
    }
}
