package dev.migrationgate.cli.instance;

import picocli.CommandLine.Option;

/** How a view is written. */
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
}
