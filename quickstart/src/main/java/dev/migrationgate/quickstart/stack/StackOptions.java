package dev.migrationgate.quickstart.stack;

import dev.migrationgate.emulator.fault.FaultPlan;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the stack needs to know.
 *
 * @param root the checkout, with the built registry and example images
 * @param state folder that keeps everything from one start to the next
 * @param ports where each part listens
 * @param all variables of every service beyond those that every stack needs
 * @param runner variables of the runner beyond those that every stack needs
 * @param ledger variables of the ledger beyond those that every stack needs
 * @param guarded whether the services prove to the broker who they are, and may do what the access rules allow and nothing else
 * @param faults what goes wrong in the cloud emulator on purpose
 */
public record StackOptions(
        Path root,
        Path state,
        Ports ports,
        Map<String, String> all,
        Map<String, String> runner,
        Map<String, String> ledger,
        boolean guarded,
        FaultPlan faults) {

    /** Makes paths absolute: child processes run elsewhere. */
    public StackOptions {
        root = root.toAbsolutePath().normalize();
        state = state.toAbsolutePath().normalize();
        all = Map.copyOf(all);
        runner = Map.copyOf(runner);
        ledger = Map.copyOf(ledger);
    }

    /** A stack whose ledger has its defaults. */
    public StackOptions(Path root, Path state, Ports ports, Map<String, String> runner, FaultPlan faults) {
        this(root, state, ports, Map.of(), runner, Map.of(), false, faults);
    }

    /** A stack without faults, whose services have their defaults. */
    public StackOptions(Path root, Path state, Ports ports) {
        this(root, state, ports, Map.of(), Map.of(), Map.of(), false, FaultPlan.NONE);
    }

    /** The same with a broker that asks who everybody is. */
    public StackOptions withGuard() {
        return new StackOptions(root, state, ports, all, runner, ledger, true, faults);
    }

    /** The same with more variables for every service. */
    public StackOptions withVariables(Map<String, String> more) {
        return new StackOptions(root, state, ports, more, runner, ledger, guarded, faults);
    }

    /** The files with which each connects to such a broker. */
    public Guard guard() {
        return new Guard(state.resolve("kafka-users"));
    }

    /** Whether the ledger tells what happens as CDEvents. */
    public boolean tellsCdEvents() {
        return ledger.containsKey("CDEVENTS_TO");
    }

    /** Folder with the logs of all parts. */
    public Path logs() {
        return state.resolve("logs");
    }

    /** Folder of the example that the demonstration deploys. */
    public Path example() {
        return root.resolve("examples/payment-gateway");
    }

    /** Images that the cloud emulator can run: those of all examples. */
    Path images() {
        return root.resolve("examples/target/images");
    }

    /** The unpacked registry server. */
    public Path registryHome() {
        return root.resolve("quickstart/target/registry");
    }
}
