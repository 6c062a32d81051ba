package dev.migrationgate.cli.acls;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.acl.AclBinding;

/** A difference between the brokers' rules and those that should be there. */
public sealed interface Deviation {
    /** A service lacks what it needs. */
    record Missing(AclBinding rule) implements Deviation {
        @Override
        public String text() {
            return "missing  " + Deviation.text(rule);
        }
    }

    /** Somebody may do what nobody needs, or may not do it. */
    record Surplus(AclBinding rule) implements Deviation {
        @Override
        public String text() {
            return "surplus  " + Deviation.text(rule);
        }
    }

    /** The brokers do not hold to rules. */
    record Setting(String name, String is, String shouldBe) implements Deviation {
        @Override
        public String text() {
            return "setting  " + name + " is " + is + ", and should be " + shouldBe;
        }
    }

    /** One line for people. */
    String text();

    /** A rule as one line. */
    static String text(AclBinding rule) {
        return "%s %s: %s %s %s%s"
                .formatted(
                        rule.entry().permissionType().name().toLowerCase(Locale.ROOT),
                        rule.entry().principal(),
                        rule.entry().operation().name().toLowerCase(Locale.ROOT),
                        rule.pattern().resourceType().name().toLowerCase(Locale.ROOT),
                        rule.pattern().name(),
                        switch (rule.pattern().patternType()) {
                            case PREFIXED -> "…";
                            default -> "";
                        });
    }

    /** A list of objects with {@code kind} and {@code text}, and what the kind has. */
    static ArrayNode json(List<? extends Deviation> all) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (Deviation each : all) {
            var one = json.addObject();
            switch (each) {
                case Missing(AclBinding rule) -> RuleJson.put(one.put("kind", "missing"), rule);
                case Surplus(AclBinding rule) -> RuleJson.put(one.put("kind", "surplus"), rule);
                case Setting(String name, String is, String shouldBe) ->
                    one.put("kind", "setting").put("name", name).put("is", is).put("shouldBe", shouldBe);
            }
        }
        return json;
    }
}
