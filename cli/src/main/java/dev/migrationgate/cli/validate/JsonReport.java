package dev.migrationgate.cli.validate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrationgate.manifests.finding.Finding;
import java.io.PrintWriter;

/** One JSON object; its findings have the fields of ingest's answers. */
record JsonReport() implements Report {
    @Override
    public void write(Validation validation, PrintWriter out) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("valid", validation.errors() == 0);
        json.put("files", validation.files());
        json.put("manifests", validation.manifests());
        json.put("errors", validation.errors());
        json.put("warnings", validation.warnings());
        var findings = json.putArray("findings");
        validation.findings().forEach(finding -> findings.add(json(finding)));
        out.println(json.toPrettyString());
    }

    private static ObjectNode json(Finding finding) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("file", finding.file());
        json.put("line", finding.line());
        json.put("column", finding.column());
        json.put("path", finding.path());
        json.put("code", finding.code().code());
        json.put("severity", finding.severity().name());
        json.put("message", finding.message());
        finding.cure().ifPresent(cure -> json.put("cure", cure));
        return json;
    }
}
