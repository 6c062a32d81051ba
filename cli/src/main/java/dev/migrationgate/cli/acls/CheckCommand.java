package dev.migrationgate.cli.acls;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrationgate.cli.broker.BrokerOptions;
import dev.migrationgate.cli.output.OutputOption;
import dev.migrationgate.events.broker.AccessRules;
import dev.migrationgate.events.broker.PrincipalNames;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gate acls check}. */
@Command(
        name = "check",
        description =
                "Names every difference between the brokers' access rules and what they should be. Changes nothing.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all is as it should be", "1:something differs", "2:misuse, out of reach, or not allowed"})
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BrokerOptions broker = new BrokerOptions();

    @Mixin
    private PrincipalOptions principals = new PrincipalOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        PrincipalNames names = principals.names();
        List<Deviation> found = broker.work(admin -> BrokerRules.check(admin, names));
        int rules = AccessRules.of(names).size();
        List<String> lines = found.isEmpty()
                ? List.of(rules + " access rules are as they should be")
                : found.stream().map(Deviation::text).toList();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("rules", rules).set("differences", Deviation.json(found));
        output.print(spec.commandLine().getOut(), lines, json);
        return found.isEmpty() ? 0 : 1;
    }
}
