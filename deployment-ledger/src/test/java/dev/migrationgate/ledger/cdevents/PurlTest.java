package dev.migrationgate.ledger.cdevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurlTest {
    @ParameterizedTest
    @CsvSource({
        "debian@sha256:244fd47e07d10, pkg:oci/debian@sha256%3A244fd47e07d10?repository_url=debian",
        "gcr.io/distroless/Static:latest@sha256:244fd47e07d10, pkg:oci/static@sha256%3A244fd47e07d10?repository_url=gcr.io/distroless/Static&tag=latest",
        "localhost:5000/app, pkg:oci/app?repository_url=localhost:5000/app",
        "localhost:5000/team/app:1.4.0_rc-1, pkg:oci/app?repository_url=localhost:5000/team/app&tag=1.4.0_rc-1"
    })
    void anImageIsNamedByItsDigestAndByNothingElse(String image, String purl) {
        assertThat(Purl.of(image)).isEqualTo(purl);
    }

    @Test
    void whatIsNoImageIsRefused() {
        assertThatThrownBy(() -> Purl.of("app:1:2")).hasMessage("'app:1:2' is no image");
    }
}
