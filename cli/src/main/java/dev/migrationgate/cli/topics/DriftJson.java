package dev.migrationgate.cli.topics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/** Shows differences to programs. */
final class DriftJson {
    private DriftJson() {}

    /** A list of objects with {@code topic}, {@code setting}, {@code is} and {@code shouldBe}. */
    static ArrayNode of(List<Drift> drift) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        drift.forEach(each -> all.addObject()
                .put("topic", each.topic())
                .put("setting", each.setting())
                .put("is", each.is())
                .put("shouldBe", each.shouldBe()));
        return all;
    }
}
