package dev.migrationgate.quickstart.chaos.fault;

import com.google.cloud.run.v2.ExecutionsClient;
import dev.migrationgate.quickstart.chaos.fault.Disturbance.BadAnswers;
import dev.migrationgate.quickstart.chaos.fault.Disturbance.DeleteExecution;
import dev.migrationgate.quickstart.chaos.fault.Disturbance.Freeze;
import dev.migrationgate.quickstart.chaos.fault.Disturbance.HideExecutions;
import dev.migrationgate.quickstart.chaos.fault.Disturbance.Kill;
import dev.migrationgate.quickstart.platform.Program;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what a schedule says, on one thread, and puts everything right at the end. */
public final class Disturber {
    private static final Logger LOGGER = LoggerFactory.getLogger(Disturber.class);
    private static final String NO_FAULTS = "[]";
    /** Most can be read by name still: one that was never seen to start is not lost from sight, but waited for. */
    private static final String HIDDEN = """
            [{"method":"ListExecutions","before":"PERMISSION_DENIED"},\
            {"method":"GetExecution","percent":30,"before":"PERMISSION_DENIED"}]""";

    private static final Duration REMIND = Duration.ofSeconds(1);

    private final Map<String, Program> programs;
    private final URI faults;
    private final RunningExecutions executions;
    private final Consumer<String> told;
    private final HttpClient http = HttpClient.newHttpClient();
    private final PriorityQueue<Step> steps = new PriorityQueue<>();
    private final Set<String> away = new HashSet<>();
    private int plans;

    /**
     * One who disturbs.
     *
     * @param programs all processes, by name
     * @param faults the emulator's address for fault plans
     * @param executions where executions are deleted
     * @param executionsParent where they are looked for, over all jobs
     * @param told gets a line about each thing that is done
     */
    public Disturber(
            Map<String, Program> programs,
            URI faults,
            ExecutionsClient executions,
            String executionsParent,
            Consumer<String> told) {
        this.programs = Map.copyOf(programs);
        this.faults = faults;
        this.executions = new RunningExecutions(executions, executionsParent);
        this.told = told;
    }

    /** Something to do at a time, from the run's start. */
    private record Step(Duration at, Action action) implements Comparable<Step> {
        @Override
        public int compareTo(Step other) {
            return at.compareTo(other.at);
        }
    }

    private interface Action {
        void take(Duration now) throws InterruptedException;
    }

    /** Does all of it, and returns when the last has ended. */
    public void run(List<Disturbance> schedule) throws InterruptedException {
        long start = System.nanoTime();
        schedule.forEach(next -> steps.add(new Step(next.at(), now -> begin(next, now))));
        for (Step step = steps.poll(); step != null; step = steps.poll()) {
            Duration early = step.at().minusNanos(System.nanoTime() - start);
            if (early.isPositive()) {
                Thread.sleep(early);
            }
            step.action().take(step.at());
        }
        heal();
    }

    private void begin(Disturbance next, Duration now) throws InterruptedException {
        switch (next) {
            case Kill kill -> begin(kill.victim(), "kill -9", Program::kill, Program::start, kill, now);
            case Freeze freeze -> begin(freeze.victim(), "freeze", Program::freeze, Program::resume, freeze, now);
            case BadAnswers answers -> begin(answers.plan(), answers.lasts(), now);
            case HideExecutions hide -> hide(hide.lasts(), now);
            case DeleteExecution ignored -> deleteOne();
        }
    }

    /** A later plan takes an earlier one's place, and is left alone by its end. Gives the plan's number. */
    private int begin(String rules, Duration lasts, Duration now) throws InterruptedException {
        told.accept("Google Cloud for " + lasts.toSeconds() + " s: " + rules);
        plan(rules);
        plans++;
        int mine = plans;
        steps.add(new Step(now.plus(lasts), later -> {
            if (mine == plans) {
                plan(NO_FAULTS);
            }
        }));
        return mine;
    }

    private void hide(Duration lasts, Duration now) throws InterruptedException {
        int mine = begin(HIDDEN, lasts, now);
        for (Duration later = REMIND; later.compareTo(lasts) < 0; later = later.plus(REMIND)) {
            steps.add(new Step(now.plus(later), _ -> remind(mine)));
        }
    }

    /** An emulator that was killed meanwhile has forgotten its plan. */
    private void remind(int mine) throws InterruptedException {
        if (mine == plans) {
            plan(HIDDEN);
        }
    }

    private interface Deed {
        void to(Program program) throws InterruptedException;
    }

    /** One deed at a time for each process, and a second broker is spared while one is away. */
    private void begin(String victim, String word, Deed deed, Deed undo, Disturbance what, Duration now)
            throws InterruptedException {
        boolean spared = victim.startsWith("broker") && away.stream().anyMatch(name -> name.startsWith("broker"));
        if (spared || !away.add(victim)) {
            return;
        }
        told.accept("%s %s for %.1f s".formatted(word, victim, what.lasts().toMillis() / 1e3));
        deed.to(program(victim));
        steps.add(new Step(now.plus(what.lasts()), later -> {
            undo.to(program(victim));
            away.remove(victim);
        }));
    }

    private Program program(String name) {
        return Optional.ofNullable(programs.get(name)).orElseThrow();
    }

    private void deleteOne() {
        executions.any().ifPresent(execution -> {
            String name = execution.getName();
            told.accept("delete the running " + name.substring(name.lastIndexOf('/') + 1));
            executions.delete(execution);
        });
    }

    private void plan(String rules) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(faults)
                .timeout(Duration.ofSeconds(5))
                .PUT(HttpRequest.BodyPublishers.ofString("{\"rules\":" + rules + "}"))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException("the emulator refuses " + rules + ": " + answer.body());
            }
        } catch (IOException e) {
            // The emulator is away itself; a started one has no faults.
            LOGGER.atInfo().setCause(e).log("no fault plan set");
        }
    }

    private void heal() throws InterruptedException {
        for (Program program : programs.values()) {
            program.resume();
            program.start();
        }
    }
}
