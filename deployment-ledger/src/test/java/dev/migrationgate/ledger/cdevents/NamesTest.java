package dev.migrationgate.ledger.cdevents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class NamesTest {
    @Property(tries = 200)
    void anIdFollowsFromItsPartsAndHasTheFormOfARandomOne(@ForAll String first, @ForAll String second) {
        UUID id = UUID.fromString(Names.of(first, second));

        assertThat(id.version()).isEqualTo(4);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(Names.of(first, second)).isEqualTo(id.toString());
        assertThat(Names.of(first + "x", second)).isNotEqualTo(id.toString());
        assertThat(Names.of(first + second)).isNotEqualTo(id.toString());
    }

    @Property(tries = 200)
    void whereOnePartEndsCounts(@ForAll String first, @ForAll String second) {
        assertThat(Names.of(first + "a", second)).isNotEqualTo(Names.of(first, "a" + second));
    }
}
