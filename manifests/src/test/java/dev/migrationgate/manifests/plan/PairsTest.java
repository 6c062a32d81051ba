package dev.migrationgate.manifests.plan;

import static dev.migrationgate.manifests.plan.GuideExample.APPLICATION;
import static dev.migrationgate.manifests.plan.GuideExample.CONFIG;
import static dev.migrationgate.manifests.plan.GuideExample.LIVE_APPLICATION;
import static dev.migrationgate.manifests.plan.GuideExample.manifests;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PairsTest {
    /** Two of each part of a path, so that whatever is left out of the comparison is seen. */
    @Test
    void twoOfOneNameBelongTogetherExactlyIfTheirPlacesSaySo() {
        Catalogue catalogue = Catalogue.of(inAllPlaces());
        var pairs = new Pairs(catalogue);
        List<Manifest> configs = catalogue.all(Kind.DEPLOYMENT_CONFIG);
        List<Manifest> applications = applications(catalogue);

        assertThat(configs)
                .hasSize(16)
                .allSatisfy(config -> assertThat(pairs.applicationsOf(config))
                        .hasSize(3)
                        .containsExactlyInAnyOrderElementsOf(applications.stream()
                                .filter(application -> belong(application, config))
                                .toList()));
        assertThat(applications)
                .allSatisfy(application -> assertThat(pairs.configsOf(application))
                        .containsExactlyInAnyOrderElementsOf(configs.stream()
                                .filter(config -> belong(application, config))
                                .toList()));
    }

    /** Few of one name are compared and many are ordered, by the same rule. */
    @Test
    void theRuleIsTheSameHoweverManyThereAreOfAName() {
        Catalogue catalogue = Catalogue.of(inAllPlaces());
        List<Manifest> applications = applications(catalogue);
        for (int count = 1; count <= 8; count++) {
            for (int from = 0; from + count <= applications.size(); from++) {
                List<Manifest> some = applications.subList(from, from + count);
                var pairs = new Pairs(Catalogue.of(some));

                assertThat(catalogue.all(Kind.DEPLOYMENT_CONFIG))
                        .allSatisfy(config -> assertThat(pairs.applicationsOf(config))
                                .containsExactlyInAnyOrderElementsOf(some.stream()
                                        .filter(application -> belong(application, config))
                                        .toList()));
            }
        }
    }

    private static List<Manifest> applications(Catalogue catalogue) {
        List<Manifest> applications = new ArrayList<>(catalogue.all(Kind.APPLICATION));
        applications.addAll(catalogue.all(Kind.EXTERNAL_APPLICATION));
        return applications;
    }

    private static Collection<Manifest> inAllPlaces() {
        Map<ManifestId, Manifest> all = new HashMap<>();
        for (int i = 0; i < 16; i++) {
            String[] documents = {
                APPLICATION,
                LIVE_APPLICATION,
                LIVE_APPLICATION.replace("  project: payment-gateway\n", "").replace("set: payments", "set: all"),
                APPLICATION
                        .replace("kind: Application", "kind: ExternalApplication")
                        .replace("payment-api", "other-api"),
                CONFIG
            };
            for (int j = 0; j < documents.length; j++) {
                documents[j] = moved(documents[j], i);
            }
            manifests(documents).forEach(each -> all.put(each.id(), each));
        }
        return all.values();
    }

    /** One that went through the others of its name would take the longer the more of them there are. */
    @Test
    void whatIsFoundIsLookedUpAndNotSearchedFor() {
        List<Manifest> all = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            String unit = "organizational-unit: unit-" + i;
            all.addAll(manifests(
                    LIVE_APPLICATION.replace("organizational-unit: retail-banking", unit),
                    CONFIG.replace("organizational-unit: retail-banking", unit)));
        }
        var pairs = new Pairs(Catalogue.of(all));
        Map<ManifestId, List<Manifest>> first = new HashMap<>();
        for (Manifest each : all) {
            first.put(each.id(), found(pairs, each));
        }

        assertThat(all)
                .allSatisfy(each -> assertThat(found(pairs, each)).hasSize(1).isSameAs(first.get(each.id())));
    }

    private static List<Manifest> found(Pairs pairs, Manifest each) {
        return each.is(Kind.DEPLOYMENT_CONFIG) ? pairs.applicationsOf(each) : pairs.configsOf(each);
    }

    private static boolean belong(Manifest application, Manifest config) {
        return application.id().name().equals(config.id().name()) && Places.belong(application, config);
    }

    private static String moved(String document, int number) {
        return document.replace("organization: fincorp", "organization: organization-" + (number & 1))
                .replace("organizational-unit: retail-banking", "organizational-unit: unit-" + (number >> 1 & 1))
                .replace("environment: production", "environment: environment-" + (number >> 2 & 1))
                .replace("set: payments", "set: payments-" + (number >> 3 & 1))
                .replace("project: payment-gateway", "project: project-" + (number >> 3 & 1));
    }
}
