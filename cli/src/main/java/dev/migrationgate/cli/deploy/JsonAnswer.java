package dev.migrationgate.cli.deploy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What ingest said, for programs. */
public final class JsonAnswer {
    private JsonAnswer() {}

    /** An object with {@code deployments} where it accepted, and with {@code refused} where it did not. */
    public static ObjectNode of(Answer answer) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        switch (answer) {
            case Answer.Accepted(var deployments) -> {
                ArrayNode all = json.putArray("deployments");
                deployments.forEach(each ->
                        all.addObject().put("deploymentId", each.id()).put("applicationId", each.application()));
            }
            case Answer.Refused refused -> json.set("refused", of(refused));
        }
        return json;
    }

    /** The HTTP status, what kind of problem it is, what is wrong in a sentence, and each finding in a line. */
    public static ObjectNode of(Answer.Refused refused) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("status", refused.status()).put("kind", refused.kind()).put("problem", refused.problem());
        ArrayNode findings = json.putArray("findings");
        refused.findings().forEach(findings::add);
        return json;
    }
}
