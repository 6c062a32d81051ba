package dev.migrationgate.cli.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrationgate.cli.output.OutputOption;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gate token new}. */
@Command(
        name = "new",
        description = "Draws a token and prints it, once, with the entry for ingest's tokens file.",
        mixinStandardHelpOptions = true)
public final class NewCommand implements Callable<Integer> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final String LEVEL = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";
    private static final Pattern SCOPE = Pattern.compile(LEVEL + "(/" + LEVEL + "){0,4}");

    /** What a caller may do, as a person types it; ingest knows the same names. */
    private enum Role {
        viewer,
        deployer,
        operator,
        auditor
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "How events name who has it.")
    private String name = "";

    @Option(
            names = "--role",
            required = true,
            paramLabel = "ROLE",
            description = "What they may do: ${COMPLETION-CANDIDATES}.")
    private Role role = Role.viewer;

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description = "organization/unit/environment/project/name, or the beginning of it. Default: everything.")
    private @Nullable String scope;

    @Option(names = "--expires", paramLabel = "DAY", description = "Its last day, in UTC. Default: it has no end.")
    private @Nullable LocalDate expires;

    @Mixin
    private OutputOption output = new OutputOption();

    /** For picocli. */
    public NewCommand() {}

    @Override
    public Integer call() {
        require(NAME, name, "--name must be 1 to 64 letters, digits, '.', '_' and '-'");
        Optional.ofNullable(scope)
                .ifPresent(text -> require(
                        SCOPE, text, "--scope must be organization/unit/environment/project/name or its beginning"));
        Token token = Token.draw(new SecureRandom());
        if (output.isJson()) {
            OutputOption.print(spec.commandLine().getOut(), json(token));
        } else {
            show(token);
        }
        return 0;
    }

    private void show(Token token) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("The token, which is shown this once:");
        err.flush();
        PrintWriter out = spec.commandLine().getOut();
        out.println(token.text());
        out.flush();
        err.println();
        err.println("The entry for ingest's tokens file, under 'tokens:'; it holds no secret:");
        entry(token).lines().forEach(err::println);
        err.flush();
    }

    /** The secret, and beside it what the tokens file has of it. */
    private JsonNode json(Token token) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("token", token.text());
        ObjectNode entry = json.putObject("entry");
        entry.put("name", name).put("sha256", token.sha256()).put("role", role.name());
        Optional.ofNullable(scope).ifPresent(text -> entry.put("scope", text));
        Optional.ofNullable(expires).ifPresent(day -> entry.put("expires", day.toString()));
        return json;
    }

    private String entry(Token token) {
        var entry = new StringBuilder("  - name: " + quoted(name) + "\n");
        entry.append("    sha256: ").append(quoted(token.sha256())).append('\n');
        entry.append("    role: ").append(role).append('\n');
        Optional.ofNullable(scope)
                .ifPresent(
                        text -> entry.append("    scope: ").append(quoted(text)).append('\n'));
        Optional.ofNullable(expires)
                .ifPresent(day -> entry.append("    expires: ").append(day).append('\n'));
        return entry.toString();
    }

    /** Digits alone would be a number in YAML. */
    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private void require(Pattern form, String text, String rule) {
        if (!form.matcher(text).matches()) {
            throw new ParameterException(spec.commandLine(), rule);
        }
    }
}
