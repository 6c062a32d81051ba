package dev.migrationgate.tests.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * {@code docker-compose.yml}, with what is merged into a service put where it belongs.
 *
 * @param services by their names
 */
record ComposeFile(Map<String, Map<?, ?>> services) {
    private static final Path FILE = Path.of("..", "docker-compose.yml");

    static ComposeFile read() throws IOException {
        Map<?, ?> file = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(FILE));
        Map<String, Map<?, ?>> services = new LinkedHashMap<>();
        ((Map<?, ?>) merged(file.get("services")))
                .forEach((name, service) -> services.put(name.toString(), (Map<?, ?>) service));
        return new ComposeFile(services);
    }

    Map<?, ?> service(String name) {
        Map<?, ?> found = services.get(name);
        if (found == null) {
            throw new IllegalArgumentException(FILE + " has no service " + name);
        }
        return found;
    }

    /** A service's variables, as they are written. */
    Map<String, String> environment(String service) {
        Map<String, String> environment = new LinkedHashMap<>();
        if (service(service).get("environment") instanceof Map<?, ?> variables) {
            variables.forEach((name, value) -> environment.put(name.toString(), String.valueOf(value)));
        }
        return environment;
    }

    /** What a service mounts. */
    List<String> mounts(String service) {
        return service(service).get("volumes") instanceof List<?> volumes
                ? volumes.stream().map(Object::toString).toList()
                : List.of();
    }

    /** Who mounts a volume. */
    Set<String> mounting(String volume) {
        var found = new TreeSet<String>();
        services.keySet().stream()
                .filter(name -> mounts(name).stream().anyMatch(mount -> mount.startsWith(volume + ":")))
                .forEach(found::add);
        return found;
    }

    /** Who is in a network. */
    Set<String> inNetwork(String network) {
        var found = new TreeSet<String>();
        services.forEach((name, service) -> {
            boolean there = switch (service.get("networks")) {
                case List<?> names -> names.contains(network);
                case Map<?, ?> names -> names.containsKey(network);
                case null, default -> network.equals("default");
            };
            if (there) {
                found.add(name);
            }
        });
        return found;
    }

    /** With the keys of {@code <<} among the others, which come first. */
    private static Object merged(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<Object, Object> all = new LinkedHashMap<>();
        map.forEach((key, each) -> {
            if (!"<<".equals(key)) {
                all.put(key, merged(each));
            }
        });
        if (map.get("<<") instanceof Map<?, ?> more) {
            ((Map<?, ?>) merged(more)).forEach(all::putIfAbsent);
        }
        return all;
    }
}
