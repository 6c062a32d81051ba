package dev.migrationgate.runner.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExtensionsTest {
    @Test
    void whatIsNeededComesFirstWhateverItsName() {
        Map<String, List<String>> requires =
                Map.of("a", List.of("z", "not_declared"), "z", List.of("m"), "b", List.of());

        assertThat(Extensions.ordered(named("a", "b", "m", "z"), requires)).isEqualTo(named("m", "z", "a", "b"));
    }

    @Test
    void aCircleIsLeftToTheServerToRefuse() {
        Map<String, List<String>> requires = Map.of("a", List.of("b"), "b", List.of("a"));

        assertThat(Extensions.ordered(named("a", "b"), requires)).containsExactlyInAnyOrderElementsOf(named("a", "b"));
    }

    private static List<Identifier> named(String... names) {
        return Stream.of(names).map(Identifier::new).toList();
    }
}
