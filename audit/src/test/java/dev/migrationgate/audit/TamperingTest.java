package dev.migrationgate.audit;

import static dev.migrationgate.audit.Tampered.KEY;
import static dev.migrationgate.audit.Tampered.anEvent;
import static dev.migrationgate.audit.Tampered.lines;
import static dev.migrationgate.audit.Tampered.pick;
import static dev.migrationgate.audit.Tampered.recount;
import static dev.migrationgate.audit.Tampered.swapBlocks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.audit.Finding.Kind;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever somebody without the key does to the lines of an export is found. */
class TamperingTest {
    private static final int TRIES = 200;

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

    @Property(tries = TRIES, seed = "5")
    void twoSwappedEventsAreFound(@ForAll long seed) {
        List<String> lines = lines(seed);
        int one = anEvent(lines, seed);
        int other = anEvent(lines, seed + 1);
        Assume.that(one != other);
        Collections.swap(lines, one, other);

        mustBeFound(Verified.of(lines, KEY));
    }

    @Property(tries = TRIES, seed = "8")
    void aFileThatEndsTooSoonIsFound(@ForAll long seed) {
        byte[] file = Verified.bytes(lines(seed));
        byte[] cut = Arrays.copyOf(file, new Random(seed).nextInt(file.length));

        mustBeFound(Verified.of(cut, KEY));
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

    @Property(tries = TRIES, seed = "12")
    void aLineThatIsThereTwiceIsFound(@ForAll long seed) {
        List<String> lines = lines(seed);
        int at = new Random(seed).nextInt(lines.size());
        lines.add(at + 1, lines.get(at));
        recount(lines);

        mustBeFound(Verified.of(lines, KEY));
    }

    private static void mustBeFound(Verified verified) {
        assertThat(verified.findings()).isNotEmpty();
        assertThat(verified.verification().isProven()).isFalse();
    }
}
