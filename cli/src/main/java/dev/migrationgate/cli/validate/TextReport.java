package dev.migrationgate.cli.validate;

import dev.migrationgate.manifests.finding.Finding;
import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;

/**
 * One line for each finding, as compilers have them, and a last line with the counts.
 *
 * @param ansi whether there are colours
 */
record TextReport(Ansi ansi) implements Report {
    @Override
    public void write(Validation validation, PrintWriter out) {
        validation.findings().forEach(finding -> out.println(line(finding)));
        if (validation.leftOut() > 0) {
            out.println("… and %,d more".formatted(validation.leftOut()));
        }
        out.println(counts(validation));
    }

    /** For example {@code 12 manifests in 3 files: no errors, 1 warning}. */
    static String counts(Validation validation) {
        return "%s in %s: %s, %s"
                .formatted(
                        counted(validation.manifests(), "manifest"),
                        counted(validation.files(), "file"),
                        counted(validation.errors(), "error"),
                        counted(validation.warnings(), "warning"));
    }

    private String line(Finding finding) {
        String severity = finding.isError() ? coloured("bold,red", "error") : coloured("bold,yellow", "warning");
        String place = "%s:%d:%d:".formatted(finding.file(), finding.line(), finding.column());
        return "%s %s: %s %s"
                .formatted(
                        printable(place),
                        severity,
                        printable(said(finding)),
                        finding.code().code());
    }

    /** Where in the manifest, what is wrong, and what would be right. */
    static String said(Finding finding) {
        String path = finding.path().isEmpty() ? "" : finding.path() + ": ";
        return path
                + finding.message()
                + finding.cure().map(cure -> " (" + cure + ")").orElse("");
    }

    /** What a user wrote may hold what moves the cursor or starts another line. */
    private static String printable(String text) {
        boolean plain = text.chars().noneMatch(Character::isISOControl);
        if (plain) {
            return text;
        }
        var shown = new StringBuilder();
        text.chars().forEach(character -> {
            if (Character.isISOControl(character)) {
                shown.append("\\u%04x".formatted(character));
            } else {
                shown.append((char) character);
            }
        });
        return shown.toString();
    }

    private String coloured(String style, String word) {
        return ansi.string("@|" + style + " " + word + "|@");
    }

    private static String counted(int count, String what) {
        return count == 0 ? "no " + what + "s" : "%,d %s%s".formatted(count, what, count == 1 ? "" : "s");
    }
}
