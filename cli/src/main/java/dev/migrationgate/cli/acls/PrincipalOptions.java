package dev.migrationgate.cli.acls;

import dev.migrationgate.events.broker.PrincipalNames;
import dev.migrationgate.events.topics.Principal;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What the brokers call the services. */
public final class PrincipalOptions {
    @Spec(Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--principal",
            paramLabel = "WHO=NAME",
            description = {
                "What the brokers call one of ${COMPLETION-CANDIDATES}: --principal RUNNER=User:CN=runner. Default: User: and"
                        + " the service's name; User:operator for people."
            })
    private Map<Principal, String> other = Map.of();

    /** For picocli. */
    public PrincipalOptions() {}

    PrincipalNames names() {
        try {
            return new PrincipalNames(other);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }
}
