package dev.migrationgate.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {
    @ParameterizedTest
    @CsvSource({
        "acme, true",
        "acme/retail, true",
        "acme/retail/production/shop/orders-api, true",
        "acme/retail/production/shop/orders, false",
        "acme/retail/staging, false",
        "acm, false",
        "other, false"
    })
    void anApplicationIsCoveredByTheBeginningOfItsPath(String scope, boolean covered) {
        ApplicationId application = ApplicationId.parse("acme/retail/production/shop/orders-api");

        assertThat(Scope.parse(scope).covers(application)).isEqualTo(covered);
        assertThat(Scope.EVERYTHING.covers(application)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "acme/retail/production/shop, Database/acme/retail/production/shop/orders-db, true",
        "acme/retail/production/shop, Database/acme/retail/staging/shop/orders-db, false",
        "acme/retail/production/shop, Project/acme/retail/production/shop, true",
        "acme/retail/production/shop/orders-db, Database/acme/retail/production/shop/orders-db, true",
        "acme/retail/production/shop/other, Database/acme/retail/production/shop/orders-db, false",
        "acme/retail, OrganizationalUnit/acme/retail, true",
        "acme/retail, Organization/acme, false",
        "acme, Organization/acme, true",
        "acme, BuildDefinition/acme/github-connection=default/github-repository=orders/orders, true",
        "acme/retail, BuildDefinition/acme/github-connection=default/github-repository=orders/orders, false",
        "acme/retail, Application/acme/retail/release-track=main/application-set=shop/orders-api, true",
        "acme/retail/production, Application/acme/retail/release-track=main/application-set=shop/orders-api, false"
    })
    void aManifestIsCoveredIfItLiesWithinAllLevels(String scope, String manifest, boolean covered) {
        assertThat(Scope.parse(scope).covers(ManifestId.parse(manifest))).isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({
        "acme/retail/production/shop/orders-api, Database/acme/retail/production/shop/orders-db, true",
        "acme/retail/production, Database/acme/retail/staging/shop/orders-db, false",
        "acme/retail, Organization/acme, true",
        "acme/retail, OrganizationalUnit/acme/wholesale, false",
        "acme/retail, BuildDefinition/acme/github-connection=default/github-repository=orders/orders, true",
        "acme/retail/production, Application/acme/retail/release-track=main/application-set=shop/orders-api, true",
        "acme, BuildDefinition/other/github-connection=default/github-repository=orders/orders, false",
        "acme, Kubernetes/cluster, false"
    })
    void whatManifestsOfAScopeMayReferToIsShown(String scope, String manifest, boolean shown) {
        assertThat(Scope.parse(scope).shows(ManifestId.parse(manifest))).isEqualTo(shown);
        assertThat(Scope.EVERYTHING.shows(ManifestId.parse(manifest))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "acme/", "a b", "a/b/c/d/e/f", "acme=x", "..", "acme/*"})
    void whatIsNoPathIsNoScope(String text) {
        assertThatThrownBy(() -> Scope.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theTextFormIsReadBack() {
        assertThat(Scope.parse("acme/retail").toString()).isEqualTo("acme/retail");
        assertThat(Scope.parse("")).isEqualTo(Scope.EVERYTHING);
    }
}
