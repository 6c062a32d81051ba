package dev.migrationgate.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimConditionTest {
    @ParameterizedTest
    @CsvSource({
        "acme/manifests, acme/manifests, true",
        "acme/manifests, acme/manifests2, false",
        "acme/manifests, evil/acme/manifests, false",
        "acme/manifests, ACME/manifests, false",
        "acme/*, acme/manifests, true",
        "acme/*, acme/a/b, false",
        "acme/*, acme-evil/manifests, false",
        "acme/**, acme/a/b, true",
        "refs/heads/release-*, refs/heads/release-1.2, true",
        "refs/heads/release-*, refs/heads/release-1/x, false",
        "a.c, abc, false",
        "'a\\Eb', 'a\\Eb', true",
        "(a+)+, (a+)+, true",
        "*, '', true",
    })
    void aStarStandsForAnythingButASlash(String condition, String value, boolean holds) {
        assertThat(new ClaimCondition("claim", condition).holds(new Claims(Map.of("claim", value))))
                .isEqualTo(holds);
    }

    @Test
    void aClaimThatIsMissingOrAListDoesNotFulfilIt() {
        assertThat(new ClaimCondition("ref", "**").holds(new Claims(Map.of("other", "x"))))
                .isFalse();
        assertThat(new ClaimCondition("ref", "**").holds(new Claims(Map.of("ref", List.of("x")))))
                .isFalse();
        assertThat(new ClaimCondition("ref_protected", "true").holds(new Claims(Map.of("ref_protected", true))))
                .isTrue();
    }

    @Test
    void anEmailThatNobodyVerifiedDoesNotFulfilIt() {
        var condition = new ClaimCondition("email", "**@acme.example");

        assertThat(condition.holds(new Claims(Map.of("email", "a@acme.example"))))
                .isFalse();
        assertThat(condition.holds(new Claims(Map.of("email", "a@acme.example", "email_verified", true))))
                .isTrue();
    }
}
