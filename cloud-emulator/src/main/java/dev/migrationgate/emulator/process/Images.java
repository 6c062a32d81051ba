package dev.migrationgate.emulator.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationgate.emulator.backend.ImageException;
import dev.migrationgate.emulator.registry.PushedImages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds images: {@code registry/path:tag} is the folder {@code <root>/registry/path/tag}. */
public final class Images implements PushedImages {
    private static final String CONFIG = "config.json";

    private final Path root;
    private final FolderDigests digests = new FolderDigests();
    private final ObjectMapper json = new ObjectMapper();

    /** Below one folder. */
    public Images(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /**
     * Looks an image up; the folder is read anew every time, so an image may be pushed while the emulator runs.
     *
     * @param reference with a tag, or with a digest, which is the folder {@code sha256-…}, or else the one of any tag that has this digest;
     *     {@code latest} if with neither
     * @throws ImageException there is no such folder, or no {@code config.json} that can be read in it
     */
    public Image find(String reference) throws ImageException {
        Path folder = folder(reference).orElseThrow(() -> notFound(reference));
        try {
            JsonNode document = json.readTree(folder.resolve(CONFIG).toFile());
            return new Image(reference, folder.resolve("rootfs"), document.path("config"));
        } catch (IOException e) {
            throw new ImageException("Image '%s' cannot be read: %s".formatted(reference, e.getMessage()));
        }
    }

    @Override
    public Optional<String> digestOf(String reference) {
        try {
            Optional<Path> folder = folder(reference);
            int written = reference.indexOf('@');
            if (folder.isPresent() && written < 0) {
                return Optional.of(digests.of(folder.get()));
            }
            return folder.map(_ -> reference.substring(written + 1));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the image " + reference, e);
        }
    }

    private Optional<Path> folder(String reference) {
        Optional<Path> named = folderAt(path(reference));
        int digest = reference.indexOf('@');
        return named.isPresent() || digest < 0 ? named : withDigest(path(reference), reference.substring(digest + 1));
    }

    private Optional<Path> folderAt(String path) {
        return Optional.of(root.resolve(path).normalize())
                .filter(folder -> folder.startsWith(root) && Files.isRegularFile(folder.resolve(CONFIG)));
    }

    private Optional<Path> withDigest(String path, String digest) {
        Path name = root.resolve(path).normalize().getParent();
        if (name == null || !name.startsWith(root) || !Files.isDirectory(name)) {
            return Optional.empty();
        }
        try (Stream<Path> tags = Files.list(name)) {
            return tags.filter(tag -> Files.isRegularFile(tag.resolve(CONFIG)) && has(tag, digest))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the images in " + name, e);
        }
    }

    private boolean has(Path folder, String digest) {
        try {
            return digests.of(folder).equals(digest);
        } catch (IOException _) {
            // It is pushed or deleted in the moment, so it is not the one that is there for long.
            return false;
        }
    }

    private static ImageException notFound(String reference) {
        return new ImageException("Image '%s' not found.".formatted(reference));
    }

    private static String path(String reference) {
        int digest = reference.indexOf('@');
        if (digest >= 0) {
            String name = reference.substring(0, digest);
            int tag = name.lastIndexOf(':');
            String bare = tag > name.lastIndexOf('/') ? name.substring(0, tag) : name;
            return bare + "/" + reference.substring(digest + 1).replace(':', '-');
        }
        int tag = reference.lastIndexOf(':');
        return tag > reference.lastIndexOf('/')
                ? reference.substring(0, tag) + "/" + reference.substring(tag + 1)
                : reference + "/latest";
    }
}
