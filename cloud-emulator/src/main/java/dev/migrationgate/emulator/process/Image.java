package dev.migrationgate.emulator.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrationgate.emulator.backend.ContainerSpec;
import dev.migrationgate.emulator.backend.ImageException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An image's folder: {@code config.json}, shaped like an OCI image configuration, and {@code rootfs/}. */
public final class Image {
    private final String reference;
    private final Path root;
    private final JsonNode config;

    Image(String reference, Path root, JsonNode config) {
        this.reference = reference;
        this.root = root;
        this.config = config;
    }

    /**
     * Settles what is run.
     *
     * @param variables added to the image's, and stronger
     *
     * @throws ImageException there is no command, no such program or no such directory
     */
    public Launch launch(ContainerSpec spec, Map<String, String> variables) throws ImageException {
        List<String> command = new ArrayList<>(spec.command().isEmpty() ? texts("Entrypoint") : spec.command());
        if (!spec.args().isEmpty()) {
            command.addAll(spec.args());
        } else if (spec.command().isEmpty()) {
            command.addAll(texts("Cmd"));
        }
        if (command.isEmpty()) {
            throw new ImageException("Image '%s' has neither Entrypoint nor Cmd.".formatted(reference));
        }
        Path directory = directory(spec.workingDirectory());
        Map<String, String> environment = environment(directory);
        environment.putAll(variables);
        command.set(0, program(command.getFirst(), directory, environment.getOrDefault("PATH", "")));
        return new Launch(command, directory, environment);
    }

    private Path directory(String override) throws ImageException {
        String wanted = override.isEmpty() ? config.path("WorkingDir").asText("") : override;
        Path directory = root.resolve(wanted.replaceFirst("^/+", "")).normalize();
        if (!directory.startsWith(root) || !Files.isDirectory(directory)) {
            throw new ImageException("Image '%s' has no directory '%s'.".formatted(reference, wanted));
        }
        return directory;
    }

    private Map<String, String> environment(Path directory) {
        Map<String, String> environment = new HashMap<>();
        for (String variable : texts("Env")) {
            int equals = variable.indexOf('=');
            if (equals > 0) {
                environment.put(variable.substring(0, equals), variable.substring(equals + 1));
            }
        }
        String java = Path.of(System.getProperty("java.home"), "bin").toString();
        String path = environment.getOrDefault("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        environment.put("PATH", java + File.pathSeparator + path);
        environment.putIfAbsent("HOME", directory.toString());
        return environment;
    }

    /** A path is looked for in the image first and then on the machine: a shell script's interpreter is the machine's. */
    private String program(String name, Path directory, String path) throws ImageException {
        List<Path> places = new ArrayList<>();
        if (name.startsWith("/")) {
            places.add(root.resolve(name.substring(1)));
            places.add(Path.of(name));
        } else if (name.contains("/")) {
            places.add(directory.resolve(name));
        } else {
            for (String folder : path.split(File.pathSeparator, -1)) {
                places.add(Path.of(folder, name));
            }
        }
        for (Path place : places) {
            if (Files.isRegularFile(place) && Files.isExecutable(place)) {
                return place.normalize().toString();
            }
        }
        throw new ImageException("Image '%s' has no executable '%s'.".formatted(reference, name));
    }

    private List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        config.path(field).forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
