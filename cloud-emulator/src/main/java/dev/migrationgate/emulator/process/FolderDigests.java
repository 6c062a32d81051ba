package dev.migrationgate.emulator.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * Digests of images' folders: of the paths in them and what the files hold, so that a copy has the same one and any change another. Files are
 * read again only where a size or a time of change differs. Safe for several threads.
 */
final class FolderDigests {
    private final ConcurrentMap<Path, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(String look, String digest) {}

    /** What goes into a digest for one file. */
    @FunctionalInterface
    private interface Line {
        String of(Path file, BasicFileAttributes attributes) throws IOException;
    }

    /**
     * The digest of a folder, which may be a link to it; {@code sha256:…}.
     *
     * @throws IOException it cannot be read
     */
    String of(Path folder) throws IOException {
        Path real = folder.toRealPath();
        String look = digest(real, (file, found) -> found.size() + " " + found.lastModifiedTime());
        Kept known = kept.get(real);
        if (known != null && known.look().equals(look)) {
            return known.digest();
        }
        String digest = digest(
                real,
                (file, found) -> found.isSymbolicLink()
                        ? "-> " + Files.readSymbolicLink(file)
                        : hex(sha256().digest(Files.readAllBytes(file))));
        kept.put(real, new Kept(look, digest));
        return digest;
    }

    private static String digest(Path folder, Line line) throws IOException {
        MessageDigest all = sha256();
        for (Path file : files(folder)) {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!found.isDirectory()) {
                String text = folder.relativize(file) + "\0" + line.of(file, found) + "\n";
                all.update(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return "sha256:" + hex(all.digest());
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
