package dev.migrationgate.cli.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.migrationgate.manifests.change.ApplicationChange;
import dev.migrationgate.manifests.change.Difference;
import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.SecretForms;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.SecretOptions;
import dev.migrationgate.manifests.plan.ContainerPlan;
import java.util.Collection;

/**
 * A proposal as JSON.
 *
 * @param lanes who is in the lanes
 */
record JsonForm(Lanes lanes) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The document, in one line. */
    String text(Proposal proposal) {
        ObjectNode root = JSON.createObjectNode();
        root.put("base", proposal.base().value());
        root.put("refused", proposal.isRefused());
        Difference difference = proposal.plan().difference();
        ObjectNode manifests = root.putObject("manifests");
        ids(manifests.putArray("added"), difference.added());
        ids(
                manifests.putArray("changed"),
                difference.changed().stream().map(Difference.Change::after).toList());
        ids(manifests.putArray("removed"), difference.removed());
        ArrayNode applications = root.putArray("applications");
        proposal.plan().applications().forEach(change -> applications.add(application(change)));
        ArrayNode withdrawn = root.putArray("withdrawn");
        proposal.plan().withdrawn().forEach(id -> withdrawn.add(id.toString()));
        ArrayNode findings = root.putArray("findings");
        proposal.findings().forEach(finding -> findings.add(finding(finding)));
        return hidden(root).toString();
    }

    private ObjectNode application(ApplicationChange change) {
        ObjectNode node =
                JSON.createObjectNode().put("application", change.application().toString());
        change.versionBefore().ifPresent(version -> node.put("from", version));
        node.put("to", change.after().version());
        node.set("service", container(change.after().service().container()));
        change.after().migration().ifPresent(migration -> {
            node.set("migration", container(migration.container()));
            node.put("lane", change.after().lane().value());
            lanes.find(change.after().lane()).ifPresent(lane -> node.set("inLane", lane));
        });
        ArrayNode access = node.putArray("databaseAccess");
        change.accessChanges()
                .forEach(each -> access.addObject()
                        .put("field", each.field())
                        .put("before", each.before())
                        .put("after", each.after()));
        ArrayNode causes = node.putArray("causes");
        change.causes().forEach(id -> causes.add(id.toString()));
        return node;
    }

    private static ObjectNode container(ContainerPlan container) {
        ObjectNode node = JSON.createObjectNode().put("image", container.image());
        container.command().forEach(node.putArray("command")::add);
        container.args().forEach(node.putArray("args")::add);
        return node;
    }

    private static ObjectNode finding(Finding finding) {
        ObjectNode node = JSON.createObjectNode()
                .put("file", finding.file())
                .put("line", finding.line())
                .put("column", finding.column())
                .put("path", finding.path())
                .put("code", finding.code().code())
                .put("severity", finding.severity().name())
                .put("message", finding.message());
        finding.cure().ifPresent(cure -> node.put("cure", cure));
        return node;
    }

    /** Of manifests' texts only findings hide by themselves what is a secret. */
    private static JsonNode hidden(JsonNode node) {
        return switch (node) {
            case TextNode text -> TextNode.valueOf(SecretForms.hidden(SecretOptions.hidden(text.textValue())));
            case ArrayNode array -> {
                ArrayNode copy = JSON.createArrayNode();
                array.forEach(item -> copy.add(hidden(item)));
                yield copy;
            }
            case ObjectNode object -> {
                ObjectNode copy = JSON.createObjectNode();
                object.properties().forEach(field -> copy.set(field.getKey(), hidden(field.getValue())));
                yield copy;
            }
            default -> node;
        };
    }

    private static void ids(ArrayNode array, Collection<Manifest> manifests) {
        manifests.forEach(manifest -> array.add(manifest.id().toString()));
    }
}
