package dev.migrationgate.cli.validate;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text that manifests are read from. */
sealed interface Source {
    /** What findings call it. */
    String name();

    /** Whether it lies among files of other kinds, and may be one. */
    boolean amongOthers();

    /** Its bytes; the caller closes. */
    InputStream open() throws IOException;

    /**
     * A regular file.
     *
     * @param name its path, as the user wrote it or the folder above it, with slashes
     * @param path where it is
     * @param amongOthers whether a folder above it was named, not the file
     */
    record RegularFile(String name, Path path, boolean amongOthers) implements Source {
        RegularFile(Path path, boolean amongOthers) {
            this(path.toString().replace('\\', '/'), path, amongOthers);
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }
    }

    /**
     * Standard input.
     *
     * @param stream it
     */
    record StandardInput(InputStream stream) implements Source {
        @Override
        public String name() {
            return "<stdin>";
        }

        @Override
        public boolean amongOthers() {
            return false;
        }

        @Override
        public InputStream open() {
            // The process's own, which is not for us to close.
            return new FilterInputStream(stream) {
                @Override
                public void close() {}
            };
        }
    }
}
