package dev.migrationgate.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.migrationgate.audit.Finding.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A ledger that has the key and tells another history cannot agree with an export that somebody kept. */
class EarlierExportTest {
    private static final SigningKey KEY = SigningKey.draw();

    @Property(tries = 200, seed = "1")
    void aHistoryThatGrewGoesOnWithTheEarlierOne(@ForAll long seed) throws IOException {
        var histories = new Histories(seed);
        List<AuditEvent> events = histories.events();
        List<AuditEvent> fewer = Histories.beginnings(events, seed);
        Assume.that(!fewer.isEmpty());

        assertThat(compared(
                        new Recorded(fewer).export(histories.selection(), KEY),
                        new Recorded(events)
                                .export(histories.selection(), SigningKey.of(KEY.privatePem(), KEY.publicPem()))))
                .isEmpty();
    }

    @Property(tries = 200, seed = "2")
    void anEventThatIsForgottenSinceIsFound(@ForAll long seed) throws IOException {
        List<AuditEvent> events = new Histories(seed).events();
        List<AuditEvent> fewer = new ArrayList<>(events);
        fewer.remove(new Random(seed).nextInt(fewer.size()));

        assertThat(compared(
                        new Recorded(events).export(Selection.ALL, KEY),
                        new Recorded(fewer).export(Selection.ALL, KEY)))
                .extracting(Finding::kind)
                .isNotEmpty()
                .containsOnly(Kind.HISTORY_DIFFERS);
    }

    @Property(tries = 200, seed = "3")
    void anEventThatIsChangedSinceIsFound(@ForAll long seed) throws IOException {
        List<AuditEvent> events = new Histories(seed).events();
        List<AuditEvent> fewer = Histories.beginnings(events, seed);
        Assume.that(!fewer.isEmpty());
        List<AuditEvent> changed = new ArrayList<>(events);
        changed.replaceAll(it -> it.equals(fewer.getFirst()) ? Histories.otherData(it) : it);

        assertThat(compared(
                        new Recorded(fewer).export(Selection.ALL, KEY),
                        new Recorded(changed).export(Selection.ALL, KEY)))
                .extracting(Finding::kind)
                .isNotEmpty()
                .containsOnly(Kind.HISTORY_DIFFERS);
    }

    @Test
    void whatIsNoExportIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EarlierExport.read(new ByteArrayInputStream(new byte[0])));
    }

    private static List<Finding> compared(List<String> earlier, List<String> later) throws IOException {
        List<Finding> findings = new ArrayList<>();
        new ExportVerifier(PublicKeys.parse(List.of(KEY.publicPem())), findings::add)
                .verify(
                        new ByteArrayInputStream(Verified.bytes(later)),
                        EarlierExport.read(new ByteArrayInputStream(Verified.bytes(earlier))));
        return findings;
    }
}
