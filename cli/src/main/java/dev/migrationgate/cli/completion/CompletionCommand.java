package dev.migrationgate.cli.completion;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gate completion}. */
@Command(
        name = "completion",
        description =
                "Prints a script with which a shell completes the names of commands, of options and of their values.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nTo have it in this shell and in later ones:%n",
        footer = {
            "  bash: source <(gate completion bash)   in ~/.bashrc",
            "  zsh:  source <(gate completion zsh)    in ~/.zshrc, after compinit"
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:printed", "2:misuse"})
public final class CompletionCommand implements Callable<Integer> {
    /** Commands that the script {@code gate} starts from elsewhere: their names are completed, not their options. */
    static final List<String> ELSEWHERE = List.of("demo", "up", "chaos", "bench");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
    private Shell shell = Shell.bash;

    /** For picocli. */
    public CompletionCommand() {}

    @Override
    public Integer call() {
        CommandLine gate = spec.root().commandLine();
        ELSEWHERE.stream()
                .filter(name -> !gate.getSubcommands().containsKey(name))
                .forEach(name -> gate.addSubcommand(name, CommandSpec.create().mixinStandardHelpOptions(true)));
        PrintWriter out = spec.commandLine().getOut();
        out.println(script(gate));
        out.flush();
        return 0;
    }

    /** One script serves both: in a zsh it first loads what lets that understand bash's. */
    private String script(CommandLine gate) {
        return switch (shell) {
            case bash, zsh -> AutoComplete.bash("gate", gate);
        };
    }

    /** As a person types them. */
    private enum Shell {
        bash,
        zsh
    }
}
