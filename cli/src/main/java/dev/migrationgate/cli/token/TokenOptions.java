package dev.migrationgate.cli.token;

import dev.migrationgate.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How a command proves to ingest who calls: with a token of {@code gate token}, or one of an identity provider. */
public final class TokenOptions {
    /** What may stand in a header after "Bearer" (RFC 6750, section 2.1). */
    private static final Pattern BEARER = Pattern.compile("[A-Za-z0-9._~+/=-]{1,8192}");

    @ArgGroup
    private @Nullable Given given;

    /** For picocli. */
    public TokenOptions() {}

    /**
     * The token; empty: none is sent.
     *
     * @throws CommandException the file cannot be read, or what it or the option has is no token; the message does not have it
     */
    public Optional<String> token() {
        Optional<String> token = Optional.ofNullable(given)
                .flatMap(Given::text)
                .or(() -> Optional.ofNullable(System.getenv("GATE_TOKEN")).filter(text -> !text.isBlank()))
                .map(String::strip);
        if (token.filter(text -> !BEARER.matcher(text).matches()).isPresent()) {
            throw new CommandException(
                    CommandException.UNUSABLE,
                    "the token has characters that no token has; is it the right value or file?");
        }
        return token;
    }

    /** One of the two. */
    static final class Given {
        @Option(
                names = "--token",
                paramLabel = "TOKEN",
                description =
                        "Token that proves who calls; other users of the machine may see it. Default: GATE_TOKEN.")
        private @Nullable String token;

        @Option(names = "--token-file", paramLabel = "FILE", description = "File that has the token alone.")
        private @Nullable Path file;

        private Optional<String> text() {
            return Optional.ofNullable(token).or(() -> Optional.ofNullable(file).map(Given::read));
        }

        private static String read(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new CommandException(
                        CommandException.UNUSABLE,
                        "cannot read the token file " + file + " ("
                                + e.getClass().getSimpleName() + ")");
            }
        }
    }
}
