package dev.migrationgate.cli.acls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.kafka.common.acl.AclBinding;

/** A rule for programs, in the words of Kafka's API. */
final class RuleJson {
    private RuleJson() {}

    static void put(ObjectNode json, AclBinding rule) {
        json.put("permission", rule.entry().permissionType().name())
                .put("principal", rule.entry().principal())
                .put("host", rule.entry().host())
                .put("operation", rule.entry().operation().name())
                .put("resourceType", rule.pattern().resourceType().name())
                .put("patternType", rule.pattern().patternType().name())
                .put("resource", rule.pattern().name());
    }
}
