package dev.migrationgate.cli.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.instance.Views;
import java.net.URI;
import java.util.List;
import picocli.CommandLine.Option;

/** Where the deployers are, and what they roll out. */
final class DeployerOptions {
    private static final Views ROLLOUTS = new Views("deployer", "/v1/rollouts", "rollouts", "applicationId");

    @Option(
            names = "--deployer",
            paramLabel = "URL",
            required = true,
            split = ",",
            defaultValue = "${env:GATE_DEPLOYER}",
            description =
                    "Management address of every instance of service-deployer, with commas between: each has applications of"
                            + " its own. Default: the variable GATE_DEPLOYER.")
    private List<URI> deployers = List.of();

    /**
     * The rollouts of all deployers, by application.
     *
     * @throws CommandException a deployer is out of reach, or has no answer now: without it, some might be missing unnoticed
     */
    List<JsonNode> rollouts() throws InterruptedException {
        return ROLLOUTS.of(deployers);
    }

    /** Rollouts as the deployers answer them. */
    static String json(List<JsonNode> rollouts) {
        return ROLLOUTS.json(rollouts);
    }
}
