package dev.migrationgate.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a service process: configure, start, wait for a signal, stop. Exit codes: 143 (128 and the signal's number) stopped
 * by SIGTERM, 130 by SIGINT, both after everything was closed; 1 failed to start; 2 wrong configuration.
 */
public final class ServiceProcess {
    private static final Logger LOGGER = LoggerFactory.getLogger(ServiceProcess.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private ServiceProcess() {}

    /**
     * Runs a service until the process is asked to stop, then ends the process. The shutdown hook waits, within 30 s, until
     * the service is closed: a hook that only signals lets the process die in the middle of its own clean-up.
     *
     * @param name the service's name, for logs
     * @param environment where the configuration comes from
     * @param configure reads the configuration; may throw {@link ConfigException}
     * @param start starts the service
     */
    public static <C> void run(
            String name,
            Map<String, String> environment,
            Function<Map<String, String>, C> configure,
            Function<C, ? extends AutoCloseable> start) {
        Variables ofLogs = new Variables(environment);
        Logs.configure(ofLogs);
        List<String> problems = new ArrayList<>(ofLogs.problems());
        Optional<C> config = configured(environment, configure, problems);
        if (config.isEmpty() || !problems.isEmpty()) {
            LOGGER.atError()
                    .addKeyValue("service", name)
                    .addKeyValue("problems", String.join("; ", problems))
                    .log("configuration is wrong");
            System.exit(2);
            return;
        }
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitClosed(stop, closed), "stop-" + name));
        int exit = serve(name, config.get(), start, stop);
        closed.countDown();
        if (exit != 0) {
            System.exit(exit);
        }
    }

    private static <C> Optional<C> configured(
            Map<String, String> environment, Function<Map<String, String>, C> configure, List<String> problems) {
        try {
            return Optional.of(configure.apply(environment));
        } catch (ConfigException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }

    private static <C> int serve(
            String name, C config, Function<C, ? extends AutoCloseable> start, CountDownLatch stop) {
        try (AutoCloseable service = start.apply(config)) {
            LOGGER.atInfo()
                    .addKeyValue("service", name)
                    .addKeyValue("instance", service.toString())
                    .log("started");
            stop.await();
            LOGGER.atInfo().addKeyValue("service", name).log("stopping");
            return 0;
        } catch (Exception e) {
            LOGGER.atError().addKeyValue("service", name).setCause(e).log("failed");
            return 1;
        }
    }

    private static void awaitClosed(CountDownLatch stop, CountDownLatch closed) {
        stop.countDown();
        try {
            if (!closed.await(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                LOGGER.atWarn().addKeyValue("limit", STOP_LIMIT).log("did not close within the limit");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
