package dev.migrationgate.emulator.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationgate.emulator.backend.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds images: {@code registry/path:tag} is the folder {@code <root>/registry/path/tag}. */
public final class Images {
    private final Path root;
    private final ObjectMapper json = new ObjectMapper();

    /** Below one folder. */
    public Images(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /**
     * Looks an image up; the folder is read anew every time, so an image may be pushed while the emulator runs.
     *
     * @param reference with a tag, or with a digest, which is the folder {@code sha256-…}; {@code latest} if with neither
     * @throws ImageException there is no such folder, or no {@code config.json} that can be read in it
     */
    public Image find(String reference) throws ImageException {
        Path folder = root.resolve(path(reference)).normalize();
        Path config = folder.resolve("config.json");
        if (!folder.startsWith(root) || !Files.isRegularFile(config)) {
            throw new ImageException("Image '%s' not found.".formatted(reference));
        }
        try {
            JsonNode document = json.readTree(config.toFile());
            return new Image(reference, folder.resolve("rootfs"), document.path("config"));
        } catch (IOException e) {
            throw new ImageException("Image '%s' cannot be read: %s".formatted(reference, e.getMessage()));
        }
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
