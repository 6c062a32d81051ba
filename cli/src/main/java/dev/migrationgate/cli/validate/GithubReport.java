package dev.migrationgate.cli.validate;

import dev.migrationgate.manifests.finding.Finding;
import java.io.PrintWriter;

/**
 * Workflow commands of GitHub Actions, which shows them beside the lines of a pull request.
 *
 * <p>Source: GitHub's documentation, "Workflow commands for GitHub Actions"; how values are escaped: actions/toolkit,
 * {@code packages/core/src/command.ts}.
 *
 * @param places how files are called
 */
record GithubReport(RelativeNames places) implements Report {
    @Override
    public void write(Validation validation, PrintWriter out) {
        validation.findings().forEach(finding -> out.println(command(finding)));
        out.println(TextReport.counts(validation));
    }

    private String command(Finding finding) {
        return "::%s file=%s,line=%d,col=%d,title=%s::%s"
                .formatted(
                        finding.isError() ? "error" : "warning",
                        property(places.of(finding.file())),
                        finding.line(),
                        finding.column(),
                        property(finding.code().code()),
                        data(TextReport.said(finding)));
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
