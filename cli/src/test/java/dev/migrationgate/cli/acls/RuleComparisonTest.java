package dev.migrationgate.cli.acls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.events.broker.AccessRules;
import dev.migrationgate.events.broker.PrincipalNames;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleComparisonTest {
    private static final PrincipalNames NAMES = PrincipalNames.standard();

    private final List<AclBinding> broker = new ArrayList<>(AccessRules.of(NAMES));

    @Test
    void aBrokerWithTheTablesRulesHasNoDifference() {
        assertThat(comparison().missing()).isEmpty();
        assertThat(comparison().surplus()).isEmpty();
    }

    @Test
    void aRuleThatIsTakenAwayIsNamed() {
        AclBinding taken = broker.removeFirst();

        assertThat(comparison().missing()).containsExactly(taken);
    }

    @ParameterizedTest
    @CsvSource({
        "TOPIC, migration-succeeded, LITERAL, WRITE",
        "TOPIC, *, LITERAL, READ",
        "TOPIC, migration, PREFIXED, WRITE",
        "TOPIC, migration-runner-lanes-changelog, LITERAL, WRITE",
        "TOPIC, migration-runner-lanes, PREFIXED, WRITE",
        "TOPIC, cdevents, LITERAL, WRITE",
        "GROUP, service-deployer, LITERAL, READ",
        "GROUP, *, LITERAL, READ",
        "GROUP, migration-, PREFIXED, DESCRIBE",
        "TRANSACTIONAL_ID, migration-runner-1, LITERAL, WRITE",
    })
    void whatLetsSomebodyElseInIsSurplus(ResourceType type, String name, PatternType form, AclOperation operation) {
        AclBinding other = rule(type, name, form, operation, AclPermissionType.ALLOW);
        broker.add(other);

        assertThat(comparison().surplus()).containsExactly(other);
    }

    @Test
    void whatIsSaidOfOthersTooIsNotTakenAway() {
        AclBinding ours = rule(
                ResourceType.TOPIC,
                "migration-succeeded",
                PatternType.LITERAL,
                AclOperation.WRITE,
                AclPermissionType.ALLOW);
        broker.add(ours);
        broker.add(rule(ResourceType.TOPIC, "*", PatternType.LITERAL, AclOperation.READ, AclPermissionType.ALLOW));
        broker.add(rule(
                ResourceType.TOPIC, "migration", PatternType.PREFIXED, AclOperation.READ, AclPermissionType.ALLOW));

        assertThat(comparison().surplus()).hasSize(3);
        assertThat(comparison().revocable()).containsExactly(ours);
    }

    @Test
    void whatKeepsAServiceOutIsSurplusToo() {
        AclBinding denied = rule(
                ResourceType.TOPIC, "dead-letter", PatternType.LITERAL, AclOperation.WRITE, AclPermissionType.DENY);
        broker.add(denied);

        assertThat(comparison().surplus()).containsExactly(denied);
    }

    @ParameterizedTest
    @CsvSource({
        "TOPIC, orders, LITERAL, WRITE",
        "TOPIC, migration-succeeded-by-others, LITERAL, WRITE",
        "TOPIC, orders-, PREFIXED, ALL",
        "TOPIC, cdevents, LITERAL, READ",
        "CLUSTER, kafka-cluster, LITERAL, ALTER",
    })
    void whatConcernsOthersIsNoneOfOurBusiness(
            ResourceType type, String name, PatternType form, AclOperation operation) {
        broker.add(rule(type, name, form, operation, AclPermissionType.ALLOW));

        assertThat(comparison().surplus()).isEmpty();
    }

    private RuleComparison comparison() {
        return new RuleComparison(NAMES, broker);
    }

    private static AclBinding rule(
            ResourceType type, String name, PatternType form, AclOperation operation, AclPermissionType permission) {
        return new AclBinding(
                new ResourcePattern(type, name, form),
                new AccessControlEntry("User:mallory", "*", operation, permission));
    }
}
