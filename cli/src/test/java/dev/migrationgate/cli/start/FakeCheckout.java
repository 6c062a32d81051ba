package dev.migrationgate.cli.start;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The script {@code gate} in a checkout that is built already, with a JDK whose {@code java} only writes its arguments down:
 * to standard output, or where it is to make a cache, to the file {@code made} beside the checkout.
 */
final class FakeCheckout {
    /** Makes a cache if it is told to, or ends with {@code NO_CACHE}; else says how it was started, and ends with 7. */
    private static final String JAVA = """
            #!/usr/bin/env bash
            for word; do
              [[ $word == -XX:AOTCacheOutput=* ]] || continue
              echo "a word on standard output"
              echo "$*" >>"$0.made"
              [[ -z ${NO_CACHE:-} ]] || exit "$NO_CACHE"
              echo "cache $$" >"${word#*=}"
              exit
            done
            echo "$*"
            exit 7
            """;

    private final Path root;
    private final Path jdk;

    FakeCheckout(Path folder) throws IOException {
        root = folder.resolve("checkout");
        jdk = folder.resolve("jdk");
        for (String module : List.of("cli", "quickstart")) {
            Files.createDirectories(root.resolve(module + "/target/lib"));
            old(Files.writeString(root.resolve(module + "/target/" + module + ".jar"), "a jar"));
        }
        old(Files.writeString(library(), "a library"));
        old(library().getParent());
        Files.createDirectories(root.resolve("examples/target/images"));
        Files.copy(Path.of("../gate"), root.resolve("gate"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createDirectories(jdk.resolve("bin"));
        executable("javac", "");
        executable("java", JAVA);
        version("25.0.1+1");
    }

    /** A library of the command. */
    Path library() {
        return root.resolve("cli/target/lib/library.jar");
    }

    /** Where caches are. */
    Path caches() {
        return root.resolve("cli/target/start");
    }

    void version(String version) throws IOException {
        Files.writeString(
                jdk.resolve("release"), "JAVA_RUNTIME_VERSION=\"%s\"\nJAVA_VERSION=\"25.0.1\"\n".formatted(version));
    }

    /** Starts the command; its standard error is left out. */
    Process start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(root.resolve("gate").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** What the command says, which is how its JVM was started. */
    String run(String... arguments) throws IOException, InterruptedException {
        return said(start(Map.of(), arguments));
    }

    /** What a process says on standard output; fails if its exit code is not that of the command's own JVM. */
    static String said(Process process) throws IOException, InterruptedException {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 7) {
            throw new IOException("ended with " + process.exitValue() + ": " + said);
        }
        return said;
    }

    /** How often a cache was made, or was tried to be. */
    int made() throws IOException {
        Path made = jdk.resolve("bin/java.made");
        return Files.exists(made) ? Files.readAllLines(made).size() : 0;
    }

    /** The files beside each other in the folder of caches. */
    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(caches())) {
            return files.toList();
        }
    }

    private void executable(String name, String text) throws IOException {
        Path file = Files.writeString(jdk.resolve("bin").resolve(name), text);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot be made executable: " + file);
        }
    }

    private static void old(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
    }
}
