package dev.migrationgate.benchmarks.database;

import dev.migrationgate.quickstart.screen.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long many databases on one server take from nothing, in one runner.
 *
 * @param site where they will be
 * @param databases how many
 * @param atOnce how many at most at the same time
 * @param screen where a person looks
 */
record FromEmpty(Site site, int databases, int atOnce, Screen screen) {
    /** For 200; more or fewer get more or less. */
    private static final double AIM_SECONDS = 60;

    private static final double AIM_DATABASES = 200;
    private static final Pattern SQL_STATE = Pattern.compile("\\((\\w{5})\\)$");

    /**
     * Measures, and prints the figure.
     *
     * @return whether it was within the aim
     */
    boolean run() throws InterruptedException {
        screen.waiting("making " + databases + " databases ready");
        long begin = System.nanoTime();
        Map<String, Integer> unclear = all();
        double seconds = (System.nanoTime() - begin) / 1e9;
        double aim = AIM_SECONDS * databases / AIM_DATABASES;
        screen.heading("%d databases on one server from nothing, %d at once (aim: under %.0f s)"
                .formatted(databases, Math.min(atOnce, databases), aim));
        screen.line("%.1f s, %.0f ms for each".formatted(seconds, seconds * 1000 / databases));
        unclear.forEach((why, times) -> screen.line("asked for again %d times because of %s".formatted(times, why)));
        return seconds < aim;
    }

    /**
     * Each on a thread of its own, as the runner carries out effects.
     *
     * @return how often which unclear answer came
     */
    private Map<String, Integer> all() throws InterruptedException {
        Semaphore room = new Semaphore(atOnce);
        List<Future<List<String>>> answers = new ArrayList<>();
        try (ExecutorService effects = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < databases; i++) {
                var application = new Application(site.preparer(), "orders-" + i);
                answers.add(effects.submit(() -> {
                    room.acquire();
                    try {
                        return application.insist();
                    } finally {
                        room.release();
                    }
                }));
            }
            Map<String, Integer> unclear = new TreeMap<>();
            for (Future<List<String>> answer : answers) {
                answer.get().forEach(message -> unclear.merge(why(message), 1, Integer::sum));
            }
            return unclear;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** PostgreSQL's code for it, where there is one: the rest of the message names the database, and each is another. */
    private static String why(String message) {
        Matcher code = SQL_STATE.matcher(message);
        return code.find() ? "SQL state " + code.group(1) : message;
    }
}
