package dev.migrationgate.runner.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LookPlanTest {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final LookPlan plan = new LookPlan(WatchPace.DEFAULT);

    @Test
    void theFirstLookIsAtOnceAndWhole() {
        assertThat(plan.next(old(5), START)).isEqualTo(new LookPlan.Look(START, LookPlan.PAGE, true));
    }

    @Test
    void aYoungExecutionIsLookedForSoonOnAShortPage() {
        plan.looked(10, true, START);
        List<Instant> created = new ArrayList<>(old(9_999));
        created.add(START);

        assertThat(plan.next(created, START)).isEqualTo(new LookPlan.Look(START.plusMillis(40), 12, false));
    }

    @Test
    void manyYoungOnesAreOnOneFullPage() {
        plan.looked(1, true, START);

        assertThat(plan.next(Collections.nCopies(2_000, START), START).pageSize())
                .isEqualTo(LookPlan.PAGE);
    }

    @Test
    void aWholeLookComesInItsTimeHoweverManyAreYoung() {
        plan.looked(1, true, START);
        Instant later = START.plusSeconds(2);
        plan.looked(1, false, later);

        assertThat(plan.next(List.of(later), later).whole()).isTrue();
    }

    @Test
    void aShortLookThatSawAllIsAsGoodAsAWholeOne() {
        plan.looked(1, true, START);
        plan.looked(1, true, START.plusSeconds(2));

        assertThat(plan.next(old(3), START.plusSeconds(3)).at()).isEqualTo(START.plusSeconds(4));
    }

    @Test
    void callsDoNotGrowWithTheExecutions() {
        assertThat(callsOfAnHour(100)).isEqualTo(1_800);
        assertThat(callsOfAnHour(10_000)).isEqualTo(1_800);
    }

    /** Nor while one of them is always young. */
    @Test
    void callsForTheYoungDoNotGrowWithTheOld() {
        assertThat(callsOfAnHourWithAYoungOne(10_000))
                .isBetween(callsOfAnHourWithAYoungOne(100), callsOfAnHourWithAYoungOne(100) * 12 / 10);
    }

    private static int callsOfAnHour(int executions) {
        return calls(new LookPlan(WatchPace.DEFAULT), executions, START.minus(HOUR), START, START.plus(HOUR));
    }

    /** Every minute one is created. */
    private static int callsOfAnHourWithAYoungOne(int executions) {
        LookPlan plan = new LookPlan(WatchPace.DEFAULT);
        int calls = 0;
        for (int minute = 0; minute < 60; minute++) {
            Instant created = START.plus(Duration.ofMinutes(minute));
            calls += calls(plan, executions, created, created, created.plus(Duration.ofMinutes(1)));
        }
        return calls;
    }

    /** Looks as planned from a time until another, with full pages in the whole looks. */
    private static int calls(LookPlan plan, int executions, Instant youngest, Instant from, Instant until) {
        List<Instant> created = new ArrayList<>(old(executions - 1));
        created.add(youngest);
        int calls = 0;
        Instant now = from;
        while (true) {
            LookPlan.Look look = plan.next(created, now);
            now = look.at().isBefore(now) ? now : look.at();
            if (!now.isBefore(until)) {
                return calls;
            }
            int pages = look.whole() ? Math.ceilDiv(executions, LookPlan.PAGE) : 1;
            calls += pages;
            plan.looked(pages, look.whole(), now);
        }
    }

    private static List<Instant> old(int count) {
        return Collections.nCopies(count, START.minus(HOUR));
    }
}
