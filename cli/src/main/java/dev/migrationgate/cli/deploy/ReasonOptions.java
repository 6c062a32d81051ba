package dev.migrationgate.cli.deploy;

import java.util.Map;
import picocli.CommandLine.Option;

/** Why something is asked for, and who asks. */
public final class ReasonOptions {
    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept in the event.")
    private String reason = "";

    @Option(
            names = "--actor",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who asks; kept in the event. Default: the name of the system's user.")
    private String actor = "";

    /** For picocli. */
    public ReasonOptions() {}

    /** Puts both into a request. */
    public void into(Map<String, ? super String> request) {
        request.put("reason", reason);
        request.put("actor", actor);
    }
}
