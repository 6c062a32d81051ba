package dev.migrationgate.cli.lane;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.instance.Views;
import java.net.URI;
import java.util.List;
import picocli.CommandLine.Option;

/** Where the runners are, and their lanes. */
final class RunnerOptions {
    private static final Views LANES = new Views("runner", "/v1/lanes", "lanes", "lane");

    @Option(
            names = "--runner",
            paramLabel = "URL",
            required = true,
            split = ",",
            defaultValue = "${env:GATE_RUNNER}",
            description =
                    "Management address of every instance of migration-runner, with commas between: each has lanes of its"
                            + " own. Default: the variable GATE_RUNNER.")
    private List<URI> runners = List.of();

    /**
     * The lanes of all runners, by name.
     *
     * @throws CommandException a runner is out of reach, or has no answer now: without it, lanes might be missing unnoticed
     */
    List<JsonNode> lanes() throws InterruptedException {
        return LANES.of(runners);
    }

    /** Lanes as the runners answer them. */
    static String json(List<JsonNode> lanes) {
        return LANES.json(lanes);
    }
}
