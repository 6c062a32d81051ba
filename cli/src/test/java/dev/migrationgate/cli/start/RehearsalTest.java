package dev.migrationgate.cli.start;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RehearsalTest {
    @Test
    void itsCommandsDoTheirWork() {
        assertThatCode(() -> Rehearsal.main(new String[] {"../examples"})).doesNotThrowAnyException();
    }

    @Test
    void aCommandThatDoesNotIsTold() {
        assertThatThrownBy(() -> Rehearsal.main(new String[] {"nowhere"})).hasMessage("validate nowhere ended with 2");
    }
}
