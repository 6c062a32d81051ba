package dev.migrationgate.cli.acls;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.broker.BrokerOptions;
import dev.migrationgate.cli.output.OutputOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gate acls users}. */
@Command(
        name = "users",
        description = "Tells the brokers the password of each user, for SCRAM-SHA-512. May be repeated.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:they know all of them", "2:misuse, out of reach, or not allowed"})
final class UsersCommand implements Callable<Integer> {
    /** What Kafka's own tools take; it is never less. */
    private static final int ITERATIONS = 4096;

    /** As long as 16 characters drawn from 64 are hard to guess. */
    private static final int SHORTEST = 16;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "FOLDER",
            description = "A file for each user: its name is the user's, its text the password.")
    private Path folder = Path.of("");

    @Mixin
    private BrokerOptions broker = new BrokerOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        List<UserScramCredentialAlteration> users = read();
        broker.work(admin ->
                BrokerRules.await(admin.alterUserScramCredentials(users).all()));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var names = json.putArray("users");
        users.forEach(each -> names.add(each.user()));
        output.print(
                spec.commandLine().getOut(),
                users.stream().map(each -> "told     " + each.user()).toList(),
                json);
        return 0;
    }

    private List<UserScramCredentialAlteration> read() {
        List<UserScramCredentialAlteration> users = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String password = Files.readString(file).strip();
                if (password.length() < SHORTEST) {
                    throw unusable(file + " has a password of " + password.length() + " characters; " + SHORTEST
                            + " are the least");
                }
                users.add(new UserScramCredentialUpsertion(
                        String.valueOf(file.getFileName()),
                        new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                        password));
            }
        } catch (IOException e) {
            throw unusable(folder + " cannot be read: " + e);
        }
        if (users.isEmpty()) {
            throw unusable(folder + " has no files");
        }
        return users;
    }

    private static CommandException unusable(String reason) {
        return new CommandException(CommandException.UNUSABLE, reason);
    }
}
