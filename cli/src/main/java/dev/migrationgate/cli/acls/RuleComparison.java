package dev.migrationgate.cli.acls;

import dev.migrationgate.events.broker.AccessRules;
import dev.migrationgate.events.broker.PrincipalNames;
import dev.migrationgate.events.topics.Topics;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Compares rules that brokers have with those that should be there; pure. */
final class RuleComparison {
    private static final Set<AclOperation> LOOKING = Set.of(AclOperation.READ, AclOperation.DESCRIBE);

    private final Set<AclBinding> wanted;
    private final Set<AclBinding> actual;

    RuleComparison(PrincipalNames names, Collection<AclBinding> actual) {
        this.wanted = new LinkedHashSet<>(AccessRules.of(names));
        this.actual = new LinkedHashSet<>(actual);
    }

    /** What is not there, in the table's order. */
    List<AclBinding> missing() {
        return wanted.stream().filter(rule -> !actual.contains(rule)).toList();
    }

    /**
     * What is there and should not be: it says something of a resource of ours. What brokers have beyond those is none of our
     * business; neither is who looks at what is told to others.
     */
    List<AclBinding> surplus() {
        return actual.stream()
                .filter(rule -> !wanted.contains(rule) && isOurs(rule.pattern()) && !isForOthers(rule))
                .sorted((one, other) -> Deviation.text(one).compareTo(Deviation.text(other)))
                .toList();
    }

    /** Those of them that speak of nothing but ours: what is said of all topics, say, concerns others, too. */
    List<AclBinding> revocable() {
        return surplus().stream()
                .filter(rule -> wanted.stream()
                        .map(AclBinding::pattern)
                        .filter(ours -> ours.resourceType() == rule.pattern().resourceType())
                        .anyMatch(ours -> isWithin(ours, rule.pattern())))
                .toList();
    }

    private static boolean isWithin(ResourcePattern ours, ResourcePattern theirs) {
        return ours.patternType() == PatternType.PREFIXED
                ? theirs.name().startsWith(ours.name())
                : theirs.patternType() == PatternType.LITERAL && theirs.name().equals(ours.name());
    }

    private static boolean isForOthers(AclBinding rule) {
        return rule.entry().permissionType() == AclPermissionType.ALLOW
                && LOOKING.contains(rule.entry().operation())
                && rule.pattern()
                        .equals(new ResourcePattern(ResourceType.TOPIC, Topics.CDEVENTS.name(), PatternType.LITERAL));
    }

    /** Whom it concerns to change a cluster is decided elsewhere: an administrator can do anything there. */
    private boolean isOurs(ResourcePattern pattern) {
        return pattern.resourceType() != ResourceType.CLUSTER
                && wanted.stream()
                        .map(AclBinding::pattern)
                        .anyMatch(ours -> ours.resourceType() == pattern.resourceType() && meet(ours, pattern));
    }

    /** Whether there can be a name that both speak of. */
    private static boolean meet(ResourcePattern ours, ResourcePattern theirs) {
        boolean anything =
                theirs.patternType() == PatternType.LITERAL && theirs.name().equals(ResourcePattern.WILDCARD_RESOURCE);
        boolean begins =
                ours.patternType() == PatternType.PREFIXED && theirs.name().startsWith(ours.name());
        boolean covers =
                theirs.patternType() == PatternType.PREFIXED && ours.name().startsWith(theirs.name());
        return anything || begins || covers || ours.name().equals(theirs.name());
    }
}
