package dev.migrationgate.cli.validate;

import java.nio.file.Path;

/**
 * Names of files as a service knows them that has the same folder: GitHub, for example, its checkout.
 *
 * @param folder absolute
 */
record RelativeNames(Path folder) {
    /** The name from that folder on, with slashes; a file outside of it keeps its name. */
    String of(String file) {
        Path path = folder.resolve(file).normalize();
        String name = path.startsWith(folder) ? folder.relativize(path).toString() : file;
        return name.replace('\\', '/');
    }
}
