package dev.migrationgate.tests.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QueryTest {
    private static final Exposed EXPOSED = Exposed.of(List.of("""
            # HELP gate_lanes_held Lanes
            # TYPE gate_lanes_held gauge
            gate_lanes_held{phase="quarantined",service="migration-runner"} 0.0
            gate_lanes_held{phase="running",service="migration-runner"} NaN
            process_uptime_seconds{service="migration-runner"} 4.5
            """));

    @Test
    void whatIsThereIsNotMissing() {
        assertThat(missing("sum by (service) (increase(gate_lanes_held{phase=~\"quarantined|running\"}[5m])) > 1e3"))
                .isEmpty();
        assertThat(missing("max(gate_lanes_held) / on (service) group_left (phase) max(process_uptime_seconds) or 0"))
                .isEmpty();
        assertThat(missing("absent(process_uptime_seconds{service=\"migration-runner\"}) and time() > 5"))
                .isEmpty();
    }

    @Test
    void aMetricALabelAndAValueThatNobodyHasAreMissing() {
        assertThat(missing("sum(rate(gate_lanes_hold[5m]))"))
                .singleElement()
                .asString()
                .contains("gate_lanes_hold");
        assertThat(missing("gate_lanes_held{phase=~\"running|runing\"}"))
                .singleElement()
                .asString()
                .contains("phase=\"runing\"");
        assertThat(missing("gate_lanes_held{fase!=\"running\"}"))
                .singleElement()
                .asString()
                .contains("label fase");
        assertThat(missing("sum by (topic) (gate_lanes_held)"))
                .singleElement()
                .asString()
                .contains("label topic");
        assertThat(missing("vector(1)")).singleElement().asString().contains("reads nothing");
    }

    private static List<String> missing(String query) {
        return Query.of(query).missing(EXPOSED);
    }
}
