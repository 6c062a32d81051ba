package dev.migrationgate.ingest.report;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class OneLineTest {
    @Property(tries = 300)
    void whateverTheTextTheLineIsShortAndOneAndTakenTwiceTheSame(
            @ForAll @StringLength(max = 400) String text, @ForAll @IntRange(min = 1, max = 200) int most) {
        String line = OneLine.of(text, most);

        assertThat(line.length()).isLessThanOrEqualTo(most);
        assertThat(line.codePoints())
                .allMatch(point -> Character.isBmpCodePoint(point)
                        && !Character.isISOControl(point)
                        && Character.getType(point) != Character.SURROGATE
                        && Character.getType(point) != Character.FORMAT
                        && Character.getType(point) != Character.LINE_SEPARATOR
                        && Character.getType(point) != Character.PARAGRAPH_SEPARATOR);
        assertThat(line).isEqualTo(line.strip()).doesNotContain("  ");
        assertThat(OneLine.of(line, most)).isEqualTo(line);
    }

    @Test
    void wordsStayAndBreaksBecomeSpaces() {
        assertThat(OneLine.of("\n exit 3:\r\n\trelation \u2028 \"x\"\u0000 missing ", 140))
                .isEqualTo("exit 3: relation \"x\" missing");
    }

    @Test
    void whatTurnsTheTextAroundIsLeftOutAndWhatGithubRefusesIsReplaced() {
        assertThat(OneLine.of("a\u202Eb\u200Bc \uD83D\uDE00 \uD83D", 140)).isEqualTo("abc \uFFFD \uFFFD");
    }

    @Test
    void aLongTextIsCutAndSaysSo() {
        assertThat(OneLine.of("x".repeat(10_000), 140)).hasSize(140).endsWith("x…");
        assertThat(OneLine.of("x".repeat(140), 140)).isEqualTo("x".repeat(140));
    }
}
