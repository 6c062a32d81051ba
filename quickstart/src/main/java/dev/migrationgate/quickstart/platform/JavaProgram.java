package dev.migrationgate.quickstart.platform;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A program from this class path, in a process of its own. */
public final class JavaProgram implements Program, AutoCloseable {
    private static final List<String> FLAGS =
            List.of("-Xshare:auto", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    private final StateDirectory state;
    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private @Nullable ChildProcess process;

    private JavaProgram(StateDirectory state, String name, List<String> command, Map<String, String> environment) {
        this.state = state;
        this.name = name;
        this.command = command;
        this.environment = Map.copyOf(environment);
    }

    /**
     * A program that is not yet started.
     *
     * @param state where it is remembered and logs
     * @param name of the process, also its folder's
     * @param pace what it is made for
     * @param heapMegabytes most that its heap may take
     * @param main class with the main method
     * @param environment variables beside those of this process
     * @param arguments of the main method
     */
    static JavaProgram of(
            StateDirectory state,
            String name,
            Pace pace,
            int heapMegabytes,
            Class<?> main,
            Map<String, String> environment,
            String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(pace.flags(heapMegabytes));
        command.add("-cp");
        // Surefire runs tests from a jar that only names the class path.
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new JavaProgram(state, name, command, environment);
    }

    @Override
    public String name() {
        return name;
    }

    /** Starts it, unless it runs. Its output is appended to its log. */
    @Override
    public void start() {
        if (process == null || !process.isAlive()) {
            var builder = new ProcessBuilder(command);
            builder.environment().putAll(environment);
            builder.directory(state.folder(name).toFile());
            process = ChildProcess.start(state, name, builder);
        }
    }

    @Override
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    @Override
    public void kill() throws InterruptedException {
        if (process != null) {
            process.kill();
        }
    }

    @Override
    public void freeze() throws InterruptedException {
        if (process != null) {
            process.freeze();
        }
    }

    @Override
    public void resume() throws InterruptedException {
        if (process != null) {
            process.resume();
        }
    }

    /** Ends it, politely first. May be called twice. */
    @Override
    public void close() {
        if (process != null) {
            try {
                resume();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            process.close();
        }
    }
}
