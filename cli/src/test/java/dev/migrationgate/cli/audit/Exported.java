package dev.migrationgate.cli.audit;

import dev.migrationgate.audit.AuditEvent;
import dev.migrationgate.audit.CanonicalJson;
import dev.migrationgate.audit.Checkpoint;
import dev.migrationgate.audit.CheckpointBuilder;
import dev.migrationgate.audit.ExportHeader;
import dev.migrationgate.audit.ExportWriter;
import dev.migrationgate.audit.Leaf;
import dev.migrationgate.audit.Position;
import dev.migrationgate.audit.Selection;
import dev.migrationgate.audit.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small export as a ledger writes it. */
final class Exported {
    private Exported() {}

    static String by(SigningKey key, Selection selection) throws IOException {
        List<AuditEvent> events = List.of(event(2_048, "d1"), event(2_050, "d2"));
        var builder = CheckpointBuilder.first("deployment-requested", 3);
        events.forEach(event -> builder.add(Leaf.of(event)));
        Checkpoint checkpoint = builder.build(key);
        var out = new ByteArrayOutputStream();
        var writer = new ExportWriter(
                out,
                ExportHeader.of(
                        selection, 1_800_000_000_000L, List.of(Position.of(checkpoint, checkpoint)), List.of(), key));
        writer.block(checkpoint, events.stream().map(Leaf::of).toList());
        for (AuditEvent event : events) {
            writer.event(event, List.of());
        }
        writer.end();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static AuditEvent event(long offset, String deployment) {
        return new AuditEvent(
                "deployment-requested",
                3,
                offset,
                1_799_000_000_000L,
                Optional.of("lane"),
                Map.of("ce_id", "1"),
                "dev.migrationgate.deployment.requested.v1",
                Optional.of(deployment),
                Optional.of("acme/retail/production/shop/orders"),
                CanonicalJson.parse("{\"version\":\"1.4.0\"}"));
    }
}
