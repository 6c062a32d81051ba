package dev.migrationgate.cli.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.migrationgate.audit.ExportHeader;
import dev.migrationgate.audit.Finding;
import dev.migrationgate.audit.Position;
import dev.migrationgate.audit.Verification;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Instant;

/** For programs: one object, with the findings first. */
final class JsonVerdict implements Verdict {
    private final PrintWriter out;
    private final JsonGenerator json;

    JsonVerdict(PrintWriter out) {
        this.out = out;
        try {
            json = new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeArrayFieldStart("findings");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void finding(Finding finding) {
        try {
            json.writeStartObject();
            json.writeStringField("kind", finding.kind().text());
            json.writeNumberField("line", finding.line());
            if (finding.place().isPresent()) {
                Finding.Place place = finding.place().get();
                json.writeStringField("topic", place.topic());
                json.writeNumberField("partition", place.partition());
                json.writeNumberField("offset", place.offset());
            }
            json.writeStringField("message", finding.message());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void end(Verification verification, boolean proven) {
        try {
            json.writeEndArray();
            json.writeBooleanField("proven", proven);
            json.writeNumberField("events", verification.events());
            json.writeNumberField("deployments", verification.deployments());
            json.writeNumberField("blocks", verification.blocks());
            if (verification.header().isPresent()) {
                header(verification.header().get());
            }
            json.writeEndObject();
            json.close();
            out.println();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void header(ExportHeader header) throws IOException {
        if (header.selection().since().isPresent()) {
            json.writeStringField("since", text(header.selection().since().getAsLong()));
        }
        if (header.selection().until().isPresent()) {
            json.writeStringField("until", text(header.selection().until().getAsLong()));
        }
        if (header.selection().application().isPresent()) {
            json.writeStringField(
                    "application", header.selection().application().get());
        }
        json.writeStringField("made", text(header.time()));
        json.writeStringField("key", header.key());
        json.writeArrayFieldStart("partitions");
        for (Position position : header.positions()) {
            json.writeStartObject();
            json.writeStringField("topic", position.topic());
            json.writeNumberField("partition", position.partition());
            json.writeNumberField("from", position.from());
            json.writeNumberField("to", position.to());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String text(long time) {
        return Instant.ofEpochMilli(time).toString();
    }
}
