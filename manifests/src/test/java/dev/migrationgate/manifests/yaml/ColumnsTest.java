package dev.migrationgate.manifests.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.finding.Position;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    /** Lines whose characters have one unit, and two. */
    private static final String LINES = "ab\n中😀x😀\n\n😀😀中yz";

    @Test
    void eachCharacterOfALineIsCountedOnce() {
        String line = "中".repeat(10_000);
        var looks = new AtomicInteger();
        var columns = new Columns((begin, end) -> {
            looks.addAndGet(end - begin);
            return line.codePointCount(begin, end);
        });

        for (int offset = 0; offset <= line.length(); offset++) {
            assertThat(columns.column(0, offset)).isEqualTo(offset + 1);
        }

        assertThat(looks).hasValue(line.length());
    }

    @Property
    void theyAreThoseOfAnEditorInWhateverOrderTheyAreAsked(
            @ForAll @Size(max = 40) List<@IntRange(max = 13) Integer> characters) {
        var columns = new Columns(LINES::codePointCount);

        for (int character : characters) {
            int offset = LINES.offsetByCodePoints(0, character);
            int lineOffset = LINES.lastIndexOf('\n', offset - 1) + 1;
            assertThat(columns.column(lineOffset, offset)).isEqualTo(LINES.codePointCount(lineOffset, offset) + 1);
        }
    }

    @Test
    void theItemsOfALongLineStandWhereAnEditorShowsThem() {
        String item = "{\"中\": \"😀\"},";
        String text = "[" + item.repeat(10_000) + "1]";

        List<Node> documents = new DocumentReader(Limits.DEFAULT).readJson("body", text, new Findings());

        List<Node> items = ((Node.Sequence) documents.getFirst()).items();
        for (int i = 0; i < 10_000; i++) {
            int column = 2 + 11 * i;
            var mapping = (Node.Mapping) items.get(i);
            assertThat(mapping.position()).isEqualTo(new Position(1, column));
            assertThat(mapping.entries().get("中"))
                    .isEqualTo(new Node.Entry(
                            new Position(1, column + 1),
                            new Node.Scalar(new Position(1, column + 6), ScalarType.TEXT, "😀")));
        }
    }
}
