package dev.migrationgate.audit;

import static dev.migrationgate.audit.Tampered.KEY;
import static dev.migrationgate.audit.Tampered.OTHER;
import static dev.migrationgate.audit.Tampered.anEvent;
import static dev.migrationgate.audit.Tampered.event;
import static dev.migrationgate.audit.Tampered.line;
import static dev.migrationgate.audit.Tampered.lines;
import static dev.migrationgate.audit.Tampered.pick;
import static dev.migrationgate.audit.Tampered.recount;
import static dev.migrationgate.audit.Tampered.replace;
import static dev.migrationgate.audit.Tampered.underMyName;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.audit.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is changed in an export is named, even where all that needs no key is made to fit. */
class ForgeryTest {
    private static final int TRIES = 200;

    @Property(tries = TRIES, seed = "4")
    void aRemovedEventIsNamedEvenIfTheCountsAreMadeToFit(@ForAll long seed) {
        List<String> lines = lines(seed);
        int at = anEvent(lines, seed);
        AuditEvent event = event(lines.get(at)).event();
        lines.remove(at);
        recount(lines);
        Verified verified = Verified.of(lines, KEY);

        assertThat(verified.findings())
                .anyMatch(it ->
                        it.kind() == Kind.EVENT_REMOVED && it.place().equals(Optional.of(Finding.Place.of(event))));
    }

    @Property(tries = 300, seed = "6")
    void aChangedFieldIsNamedEvenIfHashAndChainAreMadeToFit(@ForAll long seed, @ForAll OtherField field) {
        List<String> lines = lines(seed);
        int at = anEvent(lines, seed);
        AuditEvent event = event(lines.get(at)).event();
        AuditEvent changed = field.of(event);
        replace(lines, at, changed);
        Verified verified = Verified.of(lines, KEY);

        assertThat(changed).isNotEqualTo(event);
        assertThat(verified.kinds()).containsAnyOf(Kind.EVENT_CHANGED, Kind.EVENT_INSERTED);
    }

    @Property(tries = TRIES, seed = "16")
    void anotherLinkOfAChainIsNamed(@ForAll long seed) {
        List<String> lines = lines(seed);
        int at = anEvent(lines, seed);
        ExportLine.Event line = event(lines.get(at));
        Optional<Sha256> other = new Random(seed).nextBoolean() && line.chain().isPresent()
                ? Optional.empty()
                : Optional.of(Sha256.of("another"));
        lines.set(
                at,
                new ExportLine.Event(line.event(), line.hash(), other).fields().text());

        assertThat(Verified.of(lines, KEY).kinds()).containsExactly(Kind.CHAIN_BROKEN);
    }

    @Property(tries = TRIES, seed = "17")
    void anotherHashBesideAnEventIsNamed(@ForAll long seed) {
        List<String> lines = lines(seed);
        int at = anEvent(lines, seed);
        ExportLine.Event line = event(lines.get(at));
        lines.set(
                at,
                new ExportLine.Event(line.event(), Sha256.of("another"), line.chain())
                        .fields()
                        .text());

        assertThat(Verified.of(lines, KEY).kinds()).containsExactly(Kind.EVENT_CHANGED);
    }

    @Property(tries = TRIES, seed = "7")
    void anInsertedEventIsNamedEvenIfHashChainAndCountsAreMadeToFit(@ForAll long seed) {
        List<String> lines = lines(seed);
        int at = anEvent(lines, seed);
        AuditEvent event = event(lines.get(at)).event();
        AuditEvent inserted = OtherField.OFFSET.of(event, new Random(seed).nextInt(3));
        lines.add(at + 1, line(inserted));
        recount(lines);

        assertThat(Verified.of(lines, KEY).kinds()).containsAnyOf(Kind.EVENT_INSERTED, Kind.EVENT_CHANGED);
    }

    @Property(tries = TRIES, seed = "9")
    void aRemovedBlockIsNamedEvenIfItsEventsGoWithItAndTheCountsAreMadeToFit(@ForAll long seed) {
        List<String> lines = lines(seed);
        int at = pick(lines, seed, "block");
        lines.remove(at);
        while (ExportLine.parse(lines.get(at)) instanceof ExportLine.Event) {
            lines.remove(at);
        }
        recount(lines);

        assertThat(Verified.of(lines, KEY).kinds()).contains(Kind.BLOCK_MISSING);
    }

    @Property(tries = TRIES, seed = "11")
    void anEventThatIsRemovedWithItsLeafIsFound(@ForAll long seed) {
        List<AuditEvent> events = new Histories(seed).events();
        List<AuditEvent> fewer = new ArrayList<>(events);
        fewer.remove(new Random(seed).nextInt(fewer.size()));
        Assume.that(!fewer.isEmpty());
        List<Checkpoint> forged = new Recorded(fewer).checkpoints(OTHER);

        assertThat(forged).isNotEqualTo(new Recorded(events).checkpoints(OTHER));
        assertThat(Verified.of(new Recorded(fewer).export(Selection.ALL, OTHER), KEY)
                        .kinds())
                .containsExactly(Kind.KEY_UNKNOWN);
        assertThat(Verified.of(underMyName(new Recorded(fewer).export(Selection.ALL, OTHER)), KEY)
                        .kinds())
                .contains(Kind.SIGNATURE_WRONG);
    }

    @Property(tries = TRIES, seed = "13")
    void anOlderCheckpointOfTheNewestBlockIsFound(@ForAll long seed) {
        List<AuditEvent> events = new Histories(seed).events();
        AuditEvent newest = events.getLast();
        List<AuditEvent> fewer = new ArrayList<>(events);
        fewer.removeLast();
        List<String> forged = new ArrayList<>(new Recorded(fewer).export(Selection.ALL, KEY));
        forged.set(0, new Recorded(events).export(Selection.ALL, KEY).getFirst());

        assertThat(Verified.of(forged, KEY).findings()).anySatisfy(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.BLOCK_MISSING);
            assertThat(finding.place())
                    .hasValueSatisfying(it -> assertThat(it.topic()).isEqualTo(newest.topic()));
        });
    }

    @Property(tries = TRIES, seed = "14")
    void aNarrowerQuestionThanWasSignedIsFound(@ForAll long seed) {
        List<AuditEvent> events = new Histories(seed).events();
        var narrower =
                new Selection(OptionalLong.of(Recorded.TIME + 100_000_000), OptionalLong.empty(), Optional.empty());
        List<Checkpoint> signed = new Recorded(events).checkpoints(KEY);
        List<String> forged = new Recorded(events).export(narrower, OTHER, signed);

        assertThat(Verified.of(forged, KEY).kinds()).containsExactly(Kind.KEY_UNKNOWN);
        assertThat(Verified.of(underMyName(forged), KEY).kinds()).containsExactly(Kind.SIGNATURE_WRONG);
    }
}
