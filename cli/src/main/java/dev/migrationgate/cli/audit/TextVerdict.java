package dev.migrationgate.cli.audit;

import dev.migrationgate.audit.ExportHeader;
import dev.migrationgate.audit.Finding;
import dev.migrationgate.audit.Position;
import dev.migrationgate.audit.Selection;
import dev.migrationgate.audit.Verification;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.OptionalLong;

/** For people. */
final class TextVerdict implements Verdict {
    private final PrintWriter out;

    TextVerdict(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void finding(Finding finding) {
        line(finding.toString());
    }

    @Override
    public void end(Verification verification, boolean proven) {
        line((proven ? "proven: " : "NOT PROVEN: ") + verification.events() + " events of " + verification.deployments()
                + " deployments, in " + verification.blocks() + " blocks"
                + (proven && verification.events() == 0 ? ": nothing that was asked for was recorded" : ""));
        verification.header().ifPresent(this::header);
    }

    private void header(ExportHeader header) {
        Selection selection = header.selection();
        line("  events: " + time(selection.since(), "from the beginning") + " until "
                + time(selection.until(), "the end") + ", "
                + selection.application().orElse("all applications"));
        line("  made:   " + Instant.ofEpochMilli(header.time()) + ", signed with the key " + header.key());
        header.positions().forEach(this::position);
    }

    private void position(Position position) {
        line("  " + position.topic() + "/" + position.partition() + ": offsets " + position.from() + " to "
                + (position.to() - 1) + (position.from() > 0 ? "; of those before nothing is known" : ""));
    }

    /** The file is anybody's: it must not reach the terminal's controls. */
    private void line(String text) {
        out.println(text.replaceAll("\\p{Cntrl}|\\p{Cf}", "?"));
    }

    private static String time(OptionalLong time, String otherwise) {
        return time.isPresent() ? Instant.ofEpochMilli(time.getAsLong()).toString() : otherwise;
    }
}
