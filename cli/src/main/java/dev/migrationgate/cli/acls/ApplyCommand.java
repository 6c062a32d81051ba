package dev.migrationgate.cli.acls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrationgate.cli.acls.BrokerRules.Applied;
import dev.migrationgate.cli.broker.BrokerOptions;
import dev.migrationgate.cli.output.OutputOption;
import dev.migrationgate.events.broker.PrincipalNames;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.acl.AclBinding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gate acls apply}. */
@Command(
        name = "apply",
        description = "Creates the access rules that are missing. May be repeated.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all is as it should be",
            "1:something differs still",
            "2:misuse, out of reach, or not allowed"
        })
final class ApplyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BrokerOptions broker = new BrokerOptions();

    @Mixin
    private PrincipalOptions principals = new PrincipalOptions();

    @Option(
            names = "--revoke",
            description =
                    "Also take away rules that say something else of these topics, groups and transactions, and of no others.")
    private boolean revoke;

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        PrincipalNames names = principals.names();
        Applied applied = broker.work(admin -> BrokerRules.apply(admin, names, revoke));
        output.print(spec.commandLine().getOut(), lines(applied), json(applied));
        return applied.left().isEmpty() ? 0 : 1;
    }

    private static List<String> lines(Applied applied) {
        List<String> lines = new ArrayList<>();
        applied.created().forEach(rule -> lines.add("created  " + Deviation.text(rule)));
        applied.revoked().forEach(rule -> lines.add("revoked  " + Deviation.text(rule)));
        if (lines.isEmpty()) {
            lines.add("nothing to change");
        }
        applied.left().forEach(each -> lines.add(each.text()));
        return lines;
    }

    private static JsonNode json(Applied applied) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        put(json.putArray("created"), applied.created());
        put(json.putArray("revoked"), applied.revoked());
        json.set("left", Deviation.json(applied.left()));
        return json;
    }

    private static void put(ArrayNode all, List<AclBinding> rules) {
        rules.forEach(rule -> RuleJson.put(all.addObject(), rule));
    }
}
