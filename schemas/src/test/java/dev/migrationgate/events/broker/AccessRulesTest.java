package dev.migrationgate.events.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.events.topics.Principal;
import dev.migrationgate.events.topics.Topic;
import dev.migrationgate.events.topics.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRulesTest {
    private final List<AclBinding> rules = AccessRules.of(PrincipalNames.standard());

    @Test
    void onlyTheRunnerSaysThatAMigrationSucceededAndTheDeployerHearsNothingElse() {
        assertThat(allowed("migration-succeeded", AclOperation.WRITE)).containsExactly("User:migration-runner");
        assertThat(Topics.all().stream().filter(topic -> reads("User:service-deployer", topic)))
                .extracting(Topic::name)
                .containsExactlyInAnyOrder("migration-succeeded", "service-deployer-observations");
    }

    @Test
    void everyRowOfTheTableIsWhoReadsAndWritesIt() {
        for (Topic topic : Topics.all()) {
            assertThat(allowed(topic.name(), AclOperation.WRITE)).isEqualTo(names(topic.writers()));
            assertThat(allowed(topic.name(), AclOperation.READ)).isEqualTo(names(topic.readers()));
        }
    }

    @Test
    void nobodyMayDoEverythingOrSomethingEverywhere() {
        assertThat(rules).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.entry().operation()).isNotEqualTo(AclOperation.ALL);
            assertThat(rule.entry().permissionType()).isEqualTo(AclPermissionType.ALLOW);
            assertThat(rule.pattern().name()).doesNotContain("*").isNotBlank();
        });
    }

    @Test
    void namesOfAnInstallationTakeThePlaceOfOurs() {
        var names = new PrincipalNames(Map.of(Principal.RUNNER, "User:CN=runner,O=Example"));

        assertThat(AccessRules.of(names))
                .hasSameSizeAs(rules)
                .noneMatch(rule -> rule.entry().principal().equals("User:migration-runner"))
                .anyMatch(rule -> rule.entry().principal().equals("User:CN=runner,O=Example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"runner", "User:*", "User:", "User:service-deployer", "User:a\nb"})
    void aNameThatIsNoneOrSomebodyElsesIsRefused(String name) {
        Map<Principal, String> other = Map.of(Principal.RUNNER, name);

        assertThatThrownBy(() -> new PrincipalNames(other)).isInstanceOf(IllegalArgumentException.class);
    }

    private boolean reads(String principal, Topic topic) {
        return allowed(topic.name(), AclOperation.READ).contains(principal);
    }

    private Set<String> allowed(String topic, AclOperation operation) {
        return rules.stream()
                .filter(rule -> rule.pattern().resourceType() == ResourceType.TOPIC)
                .filter(rule -> rule.pattern().patternType() == PatternType.LITERAL
                        ? rule.pattern().name().equals(topic)
                        : topic.startsWith(rule.pattern().name()))
                .filter(rule -> rule.entry().operation() == operation)
                .map(rule -> rule.entry().principal())
                .collect(Collectors.toSet());
    }

    private static Set<String> names(Set<Principal> principals) {
        return principals.stream().map(PrincipalNames.standard()::of).collect(Collectors.toSet());
    }
}
