package dev.migrationgate.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Option;

/** How a command writes what it has to say. */
public final class OutputOption {
    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}. Default: text.")
    private Form form = Form.text;

    /** For picocli. */
    public OutputOption() {}

    /** The forms. */
    enum Form {
        text,
        json
    }

    /** Whether as JSON. */
    public boolean isJson() {
        return form == Form.json;
    }

    /** Prints what there is to say, in the form that was chosen: lines for people, or one line of JSON. */
    public void print(PrintWriter out, List<String> lines, JsonNode json) {
        if (isJson()) {
            print(out, json);
        } else {
            Printable.print(out, lines);
        }
    }

    /** Prints one line of JSON. */
    public static void print(PrintWriter out, JsonNode json) {
        out.println(Printable.json(json.toString()));
        out.flush();
    }
}
