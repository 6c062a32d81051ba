package dev.migrationgate.cli.operate;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gate database rotate}. */
@Command(
        name = "rotate",
        description = "Gives the application of a deployment new database passwords, with its next deployment.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:accepted; the lane shows it until it is carried out",
            "1:refused",
            "2:misuse, not allowed, or out of reach"
        })
public final class RotateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private WishOptions wish = new WishOptions();

    /** For picocli. */
    public RotateCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        int exit = wish.send(spec, "rotate", Optional.empty());
        if (exit == 0 && !wish.isJson()) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(
                    "the passwords change with the application's next deployment; to change them now, deploy the version"
                            + " that serves once more: gate deploy with its manifests, unchanged");
            out.flush();
        }
        return exit;
    }
}
