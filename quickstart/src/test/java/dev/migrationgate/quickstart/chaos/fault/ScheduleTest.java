package dev.migrationgate.quickstart.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.quickstart.chaos.fault.Disturbance.BadAnswers;
import dev.migrationgate.quickstart.chaos.fault.Disturbance.DeleteExecution;
import dev.migrationgate.quickstart.chaos.fault.Disturbance.Freeze;
import dev.migrationgate.quickstart.chaos.fault.Disturbance.HideExecutions;
import dev.migrationgate.quickstart.chaos.fault.Disturbance.Kill;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Duration SHORTEST = Duration.ofMinutes(2);
    private static final Duration SESSION = Duration.ofSeconds(45);

    @Test
    void theSameSeedGivesTheSameDisturbances() {
        assertThat(Schedule.of(SHORTEST, new SplittableRandom(7)))
                .isEqualTo(Schedule.of(SHORTEST, new SplittableRandom(7)))
                .isNotEqualTo(Schedule.of(SHORTEST, new SplittableRandom(8)));
    }

    @Test
    void everyKindIsInEveryRun() {
        for (long seed = 0; seed < 100; seed++) {
            List<Disturbance> schedule = Schedule.of(SHORTEST, new SplittableRandom(seed));

            assertThat(schedule).anyMatch(BadAnswers.class::isInstance).anyMatch(DeleteExecution.class::isInstance);
            assertThat(schedule)
                    .anyMatch(kill(name -> name.startsWith("migration-runner") || name.startsWith("service-deployer")));
            assertThat(schedule)
                    .anyMatch(next -> next instanceof Freeze freeze
                            && !freeze.victim().startsWith("broker")
                            && freeze.lasts().compareTo(SESSION) > 0);
            assertThat(schedule)
                    .anyMatch(kill(name -> name.startsWith("broker"))
                            .or(next -> next instanceof Freeze freeze
                                    && freeze.victim().startsWith("broker")));
            for (String store : List.of("registry", "postgres")) {
                assertThat(schedule)
                        .anyMatch(kill(store::equals)
                                .or(next -> next instanceof Freeze freeze
                                        && freeze.victim().equals(store)));
            }
        }
    }

    @Test
    void executionsAreHiddenForLongEnoughEvenInAMinute() {
        List<Disturbance> schedule = Schedule.of(Duration.ofMinutes(1), new SplittableRandom(11));

        assertThat(schedule)
                .filteredOn(HideExecutions.class::isInstance)
                .isNotEmpty()
                .allMatch(hide -> hide.lasts().compareTo(Schedule.READING_REFUSED_LIMIT.multipliedBy(2)) > 0);
    }

    private static Predicate<Disturbance> kill(Predicate<String> victim) {
        return next -> next instanceof Kill kill && victim.test(kill.victim());
    }
}
