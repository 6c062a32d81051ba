package dev.migrationgate.ledger.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.ledger.fact.Coordinates;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadMarkTest {
    @Property
    void itsTextIsAllThereIsToKnow(
            @ForAll @IntRange(max = 11) int topic,
            @ForAll @IntRange(max = 99) int partition,
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE / 2) long offset) {
        var place = new Coordinates(Coordinates.TOPICS.get(topic).name(), partition, offset);
        var other = new Coordinates(Coordinates.TOPICS.get((topic + 1) % 12).name(), 0, 7);

        ReadMark mark = new ReadMark(Map.of()).with(place).with(other);

        assertThat(ReadMark.parse(mark.toString())).contains(mark);
        assertThat(mark.covers(place)).isTrue();
        assertThat(mark.covers(new Coordinates(place.topic(), partition, offset + 1)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1.2", "99.0.1", "0.0.1_", "0.0.-1", "0.1.zzzzzzzzzzzzz", "0.0.1\n", "５.0.1"})
    void whatIsNoMarkOfOursIsNone(String text) {
        assertThat(ReadMark.parse(text)).isEmpty();
    }

    @Property
    void hostileTextIsNoMarkAndNoTrouble(@ForAll String text) {
        ReadMark.parse(text)
                .ifPresent(mark -> assertThat(ReadMark.parse(mark.toString())).contains(mark));
    }
}
