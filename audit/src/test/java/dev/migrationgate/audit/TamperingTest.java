package dev.migrationgate.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.audit.Finding.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever somebody without the key does to an export is found. */
class TamperingTest {
    private static final int TRIES = 200;
    private static final SigningKey KEY = SigningKey.draw();
    private static final SigningKey OTHER = SigningKey.draw();

    @Property(tries = TRIES, seed = "1")
    void anExportAsItWasWrittenIsProven(@ForAll long seed) {
        var histories = new Histories(seed);
        List<AuditEvent> events = histories.events();
        Selection selection = histories.selection();
        Verified verified = Verified.of(new Recorded(events).export(selection, KEY), KEY);

        assertThat(verified.findings()).isEmpty();
        assertThat(verified.verification().isProven()).isTrue();
        assertThat(verified.verification().events())
                .isEqualTo(events.stream().filter(selection::includes).count());
    }

    @Property(tries = 600, seed = "2")
    void aChangedByteIsFound(@ForAll long seed) {
        byte[] file = Verified.bytes(lines(seed));
        Random random = new Random(seed);
        file[random.nextInt(file.length)] ^= (byte) (1 + random.nextInt(255));

        mustBeFound(Verified.of(file, KEY));
    }

    @Property(tries = TRIES, seed = "15")
    void whatIsWrittenBesideWhatIsSignedIsFound(@ForAll long seed) {
        List<String> lines = lines(seed);
        Random random = new Random(seed);
        int at = random.nextInt(lines.size());
        String line = lines.get(at);
        lines.set(
                at,
                switch (random.nextInt(3)) {
                    case 0 -> "{\"a\":1," + line.substring(1);
                    case 1 -> line + " ";
                    default -> line.substring(0, line.length() - 1) + ",\"zz\":null}";
                });

        assertThat(Verified.of(lines, KEY).kinds()).contains(Kind.LINE_UNREADABLE);
    }

    @Property(tries = TRIES, seed = "3")
    void aRemovedLineIsFound(@ForAll long seed) {
        List<String> lines = lines(seed);
        lines.remove(new Random(seed).nextInt(lines.size()));

        mustBeFound(Verified.of(lines, KEY));
    }

    @Property(tries = TRIES, seed = "4")
    void aRemovedEventIsNamedEvenIfTheCountsAreMadeToFit(@ForAll long seed) {
        List<String> lines = lines(seed);
        int at = anEvent(lines, seed);
        AuditEvent event = event(lines.get(at)).event();
        lines.remove(at);
        recount(lines);
        Verified verified = Verified.of(lines, KEY);

        assertThat(verified.findings())
                .anyMatch(it -> it.kind() == Kind.EVENT_REMOVED && it.place().equals(Optional.of(place(event))));
    }

    @Property(tries = TRIES, seed = "5")
    void twoSwappedEventsAreFound(@ForAll long seed) {
        List<String> lines = lines(seed);
        int one = anEvent(lines, seed);
        int other = anEvent(lines, seed + 1);
        Assume.that(one != other);
        Collections.swap(lines, one, other);

        mustBeFound(Verified.of(lines, KEY));
    }

    @Property(tries = 300, seed = "6")
    void aChangedFieldIsNamedEvenIfHashAndChainAreMadeToFit(@ForAll long seed) {
        List<String> lines = lines(seed);
        int at = anEvent(lines, seed);
        AuditEvent event = event(lines.get(at)).event();
        AuditEvent changed =
                changes().get(new Random(seed).nextInt(changes().size())).apply(event);
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
        AuditEvent inserted = atOffset(event, event.offset() + new Random(seed).nextInt(3));
        lines.add(at + 1, line(inserted));
        recount(lines);

        assertThat(Verified.of(lines, KEY).kinds()).containsAnyOf(Kind.EVENT_INSERTED, Kind.EVENT_CHANGED);
    }

    @Property(tries = TRIES, seed = "8")
    void aFileThatEndsTooSoonIsFound(@ForAll long seed) {
        byte[] file = Verified.bytes(lines(seed));
        byte[] cut = Arrays.copyOf(file, new Random(seed).nextInt(file.length));

        mustBeFound(Verified.of(cut, KEY));
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

    @Property(tries = TRIES, seed = "10")
    void twoSwappedBlocksAreFound(@ForAll long seed) {
        List<String> lines = lines(seed);
        int one = pick(lines, seed, "block");
        int other = pick(lines, seed + 1, "block");
        Assume.that(one != other);
        List<String> swapped = swapBlocks(lines, Math.min(one, other), Math.max(one, other));

        mustBeFound(Verified.of(swapped, KEY));
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

    @Property(tries = TRIES, seed = "12")
    void aLineThatIsThereTwiceIsFound(@ForAll long seed) {
        List<String> lines = lines(seed);
        int at = new Random(seed).nextInt(lines.size());
        lines.add(at + 1, lines.get(at));
        recount(lines);

        mustBeFound(Verified.of(lines, KEY));
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

    private static void mustBeFound(Verified verified) {
        assertThat(verified.findings()).isNotEmpty();
        assertThat(verified.verification().isProven()).isFalse();
    }

    /** Of a history and a selection in which there is an event. */
    private static List<String> lines(long seed) {
        var histories = new Histories(seed);
        Recorded recorded = new Recorded(histories.events());
        List<String> some = recorded.export(histories.selection(), KEY);
        boolean hasEvent = some.stream().anyMatch(line -> ExportLine.parse(line) instanceof ExportLine.Event);
        return new ArrayList<>(hasEvent ? some : recorded.export(Selection.ALL, KEY));
    }

    private static int anEvent(List<String> lines, long seed) {
        return pick(lines, seed, "event");
    }

    private static int pick(List<String> lines, long seed, String kind) {
        int[] found = IntStream.range(0, lines.size())
                .filter(at -> lines.get(at).contains("\"line\":\"" + kind + "\""))
                .toArray();
        return found[new Random(seed).nextInt(found.length)];
    }

    private static ExportLine.Event event(String line) {
        return (ExportLine.Event) ExportLine.parse(line);
    }

    private static Finding.Place place(AuditEvent event) {
        return Finding.Place.of(event);
    }

    /** Each changes one field. */
    private static List<UnaryOperator<AuditEvent>> changes() {
        return List.of(
                it -> new AuditEvent(
                        it.topic() + "x",
                        it.partition(),
                        it.offset(),
                        it.timestamp(),
                        it.key(),
                        it.headers(),
                        it.type(),
                        it.deploymentId(),
                        it.applicationId(),
                        it.data()),
                it -> new AuditEvent(
                        it.topic(),
                        it.partition() + 1,
                        it.offset(),
                        it.timestamp(),
                        it.key(),
                        it.headers(),
                        it.type(),
                        it.deploymentId(),
                        it.applicationId(),
                        it.data()),
                it -> atOffset(it, it.offset() + 1),
                it -> new AuditEvent(
                        it.topic(),
                        it.partition(),
                        it.offset(),
                        it.timestamp() + 1,
                        it.key(),
                        it.headers(),
                        it.type(),
                        it.deploymentId(),
                        it.applicationId(),
                        it.data()),
                it -> new AuditEvent(
                        it.topic(),
                        it.partition(),
                        it.offset(),
                        it.timestamp(),
                        it.key().isEmpty() ? Optional.of("") : Optional.empty(),
                        it.headers(),
                        it.type(),
                        it.deploymentId(),
                        it.applicationId(),
                        it.data()),
                it -> new AuditEvent(
                        it.topic(),
                        it.partition(),
                        it.offset(),
                        it.timestamp(),
                        it.key(),
                        Map.of("ce_id", "another"),
                        it.type(),
                        it.deploymentId(),
                        it.applicationId(),
                        it.data()),
                it -> new AuditEvent(
                        it.topic(),
                        it.partition(),
                        it.offset(),
                        it.timestamp(),
                        it.key(),
                        it.headers(),
                        it.type() + "x",
                        it.deploymentId(),
                        it.applicationId(),
                        it.data()),
                it -> new AuditEvent(
                        it.topic(),
                        it.partition(),
                        it.offset(),
                        it.timestamp(),
                        it.key(),
                        it.headers(),
                        it.type(),
                        Optional.of("another"),
                        it.applicationId(),
                        it.data()),
                it -> new AuditEvent(
                        it.topic(),
                        it.partition(),
                        it.offset(),
                        it.timestamp(),
                        it.key(),
                        it.headers(),
                        it.type(),
                        it.deploymentId(),
                        Optional.of("acme/another"),
                        it.data()),
                it -> new AuditEvent(
                        it.topic(),
                        it.partition(),
                        it.offset(),
                        it.timestamp(),
                        it.key(),
                        it.headers(),
                        it.type(),
                        it.deploymentId(),
                        it.applicationId(),
                        CanonicalJson.parse("[]")));
    }

    private static AuditEvent atOffset(AuditEvent it, long offset) {
        return new AuditEvent(
                it.topic(),
                it.partition(),
                offset,
                it.timestamp(),
                it.key(),
                it.headers(),
                it.type(),
                it.deploymentId(),
                it.applicationId(),
                it.data());
    }

    private static String line(AuditEvent event) {
        Optional<Sha256> chain = event.deploymentId().map(_ -> Chain.of(List.of(event.hash())));
        return new ExportLine.Event(event, event.hash(), chain).fields().text();
    }

    /** Puts another event there, and makes the chains of all lines fit. */
    private static void replace(List<String> lines, int at, AuditEvent changed) {
        lines.set(at, line(changed));
        Map<String, Sha256> links = new HashMap<>();
        for (int index = 0; index < lines.size(); index++) {
            if (ExportLine.parse(lines.get(index)) instanceof ExportLine.Event(var event, var hash, var _)) {
                Optional<Sha256> chain = event.deploymentId().map(id -> {
                    Sha256 link = Chain.next(links.getOrDefault(id, Sha256.ZERO), hash);
                    links.put(id, link);
                    return link;
                });
                lines.set(
                        index, new ExportLine.Event(event, hash, chain).fields().text());
            }
        }
    }

    private static void recount(List<String> lines) {
        long blocks = lines.stream()
                .filter(line -> ExportLine.parse(line) instanceof ExportLine.Block)
                .count();
        long events = lines.stream()
                .filter(line -> ExportLine.parse(line) instanceof ExportLine.Event)
                .count();
        lines.set(lines.size() - 1, new ExportLine.End(blocks, events).fields().text());
    }

    /** Says of all signatures that they are of the key that is trusted. */
    private static List<String> underMyName(List<String> lines) {
        return lines.stream().map(line -> line.replace(OTHER.id(), KEY.id())).toList();
    }

    private static List<String> swapBlocks(List<String> lines, int one, int other) {
        int endOfOne = endOfBlock(lines, one);
        int endOfOther = endOfBlock(lines, other);
        List<String> swapped = new ArrayList<>(lines.subList(0, one));
        swapped.addAll(lines.subList(other, endOfOther));
        swapped.addAll(lines.subList(endOfOne, other));
        swapped.addAll(lines.subList(one, endOfOne));
        swapped.addAll(lines.subList(endOfOther, lines.size()));
        return swapped;
    }

    private static int endOfBlock(List<String> lines, int block) {
        int end = block + 1;
        while (ExportLine.parse(lines.get(end)) instanceof ExportLine.Event) {
            end++;
        }
        return end;
    }
}
