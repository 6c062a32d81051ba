package dev.migrationgate.cli.validate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Severity;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/**
 * SARIF 2.1.0, which code scanning services take.
 *
 * <p>Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
 *
 * @param places how files are called
 */
record SarifReport(RelativeNames places) implements Report {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    @Override
    public void write(Validation validation, PrintWriter out) {
        List<FindingCode> rules = validation.findings().stream()
                .map(Finding::code)
                .distinct()
                .sorted()
                .toList();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("$schema", SCHEMA);
        json.put("version", "2.1.0");
        ObjectNode run = json.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "gate validate");
        var listed = driver.putArray("rules");
        rules.forEach(rule -> listed.add(json(rule)));
        // Columns are counted in characters, not in UTF-16's units.
        run.put("columnKind", "unicodeCodePoints");
        var results = run.putArray("results");
        validation.findings().forEach(finding -> results.add(json(finding, rules.indexOf(finding.code()))));
        out.println(json.toPrettyString());
    }

    private static ObjectNode json(FindingCode rule) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", rule.code());
        String words = rule.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        json.putObject("shortDescription")
                .put("text", words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1));
        json.putObject("defaultConfiguration").put("level", level(rule.severity()));
        return json;
    }

    private ObjectNode json(Finding finding, int rule) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("ruleId", finding.code().code());
        json.put("ruleIndex", rule);
        json.put("level", level(finding.severity()));
        json.putObject("message").put("text", TextReport.said(finding));
        ObjectNode place = json.putArray("locations").addObject().putObject("physicalLocation");
        place.putObject("artifactLocation").put("uri", uri(places.of(finding.file())));
        place.putObject("region").put("startLine", finding.line()).put("startColumn", finding.column());
        return json;
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
        };
    }

    /** A relative reference where the name is relative, so that it is looked up in the checkout. */
    private static String uri(String name) {
        try {
            // A first part with a colon would be taken for a scheme.
            String here = name.split("/", 2)[0].contains(":") ? "./" : "";
            return name.startsWith("/")
                    ? new URI("file", "", name, null).toASCIIString()
                    : here
                            + new URI(null, null, "/" + name, null)
                                    .toASCIIString()
                                    .substring(1);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a path is no path of a URI: " + name, e);
        }
    }
}
