package dev.migrationgate.emulator.store;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * All resources of one kind, in memory and as one JSON file each, named like the resource. A change is on disk before the
 * method that made it returns. Thread safe; changes of one resource happen one after the other.
 *
 * @param <T> the resource's message
 */
public final class ResourceStore<T extends Message> {
    private static final String SUFFIX = ".json";

    private final Path folder;
    private final T prototype;
    private final TypeRegistry types;
    private final ConcurrentMap<String, T> resources = new ConcurrentHashMap<>();
    /** The same names in order, so that one parent's resources are found without a look at all others. */
    private final ConcurrentSkipListSet<String> names = new ConcurrentSkipListSet<>();

    private ResourceStore(Path folder, T prototype, TypeRegistry types) {
        this.folder = folder;
        this.prototype = prototype;
        this.types = types;
    }

    /** Reads what the folder holds; {@link UncheckedIOException} if a file cannot be read or understood. */
    public static <T extends Message> ResourceStore<T> open(Path folder, T prototype) {
        return open(folder, prototype, TypeRegistry.getEmptyTypeRegistry());
    }

    /** The same, for messages that carry others of the given types within {@code Any}. */
    public static <T extends Message> ResourceStore<T> open(Path folder, T prototype, TypeRegistry types) {
        ResourceStore<T> store = new ResourceStore<>(folder, prototype, types);
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(SUFFIX)).forEach(store::load);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
        return store;
    }

    /** The resource of that full name. */
    public Optional<T> find(String name) {
        return Optional.ofNullable(resources.get(name));
    }

    /** Everything there is, in no order. */
    public List<T> all() {
        return List.copyOf(resources.values());
    }

    /** Those whose names begin so, by name. */
    public List<T> under(String prefix) {
        return names.subSet(prefix, prefix + Character.MAX_VALUE).stream()
                .flatMap(name -> find(name).stream())
                .toList();
    }

    /** Adds a resource; false, and no change, if there is one of that name. */
    public boolean create(String name, T resource) {
        boolean[] created = {false};
        resources.computeIfAbsent(name, absent -> {
            save(name, resource);
            names.add(name);
            created[0] = true;
            return resource;
        });
        return created[0];
    }

    /** Changes a resource; empty if there is none. What {@code change} throws leaves the resource as it was. */
    public Optional<T> update(String name, UnaryOperator<T> change) {
        return Optional.ofNullable(resources.computeIfPresent(name, (key, before) -> {
            T after = change.apply(before);
            if (!after.equals(before)) {
                save(key, after);
            }
            return after;
        }));
    }

    /** Takes a resource out; empty if there was none. */
    public Optional<T> remove(String name) {
        Optional<T> removed = find(name);
        resources.computeIfPresent(name, (key, before) -> {
            try {
                Files.deleteIfExists(file(key));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot delete " + key, e);
            }
            names.remove(key);
            return null;
        });
        return removed;
    }

    private Path file(String name) {
        return folder.resolve(name + SUFFIX);
    }

    private void save(String name, T resource) {
        try {
            String json = JsonFormat.printer().usingTypeRegistry(types).print(resource);
            AtomicFile.write(file(name), json.getBytes(StandardCharsets.UTF_8));
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException("cannot write " + name, e);
        }
    }

    private void load(Path file) {
        String path = folder.relativize(file).toString();
        Message.Builder builder = prototype.newBuilderForType();
        try {
            JsonFormat.parser().usingTypeRegistry(types).merge(Files.readString(file), builder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        @SuppressWarnings("unchecked") // a builder of the prototype's own type builds that type
        T resource = (T) builder.build();
        String name = path.substring(0, path.length() - SUFFIX.length());
        resources.put(name, resource);
        names.add(name);
    }
}
