package dev.migrationgate.cli.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrationgate.audit.SigningKey;
import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.output.OutputOption;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gate audit key new}. */
@Command(
        name = "new",
        description = "Draws an Ed25519 key pair: the private key into FILE, for the ledger, and the public one into"
                + " FILE.pub, for auditors.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:written", "2:misuse, or a file is there already or cannot be written"})
public final class NewKeyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where to write the private key.")
    private Path file = Path.of("");

    @Mixin
    private OutputOption output = new OutputOption();

    /** For picocli. */
    public NewKeyCommand() {}

    @Override
    public Integer call() {
        SigningKey key = SigningKey.draw();
        Path open = file.resolveSibling(file.getFileName() + ".pub");
        // The public one first: what is in the way is then found before there is a secret on the disk.
        write(open, key.publicPem(), "rw-r--r--");
        writeOrRemove(key, open);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("key", key.id()).put("private", file.toString()).put("public", open.toString());
        output.print(spec.commandLine().getOut(), List.of(key.id() + "  " + open), json);
        return 0;
    }

    /** A public key without its private one would be in the way of the next try, and prove nothing. */
    private void writeOrRemove(SigningKey key, Path open) {
        try {
            write(file, key.privatePem(), "rw-------");
        } catch (CommandException e) {
            try {
                Files.deleteIfExists(open);
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
    }

    private static void write(Path path, String text, String permissions) {
        FileAttribute<?>[] attributes =
                path.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                        }
                        : new FileAttribute<?>[0];
        try (SeekableByteChannel channel = Files.newByteChannel(
                        path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes);
                var out = Channels.newOutputStream(channel)) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (FileAlreadyExistsException _) {
            throw new CommandException(CommandException.UNUSABLE, path + " is there already, and stays as it is");
        } catch (IOException e) {
            throw new CommandException(CommandException.UNUSABLE, "cannot write " + path + ": " + e);
        }
    }
}
