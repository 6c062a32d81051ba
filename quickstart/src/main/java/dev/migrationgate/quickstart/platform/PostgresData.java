package dev.migrationgate.quickstart.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/** What a PostgreSQL server keeps: its data and its administrator's password. Either is there whole, or not at all. */
final class PostgresData {
    private PostgresData() {}

    /** The administrator's password; made where there is none. */
    static String password(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Path partial = file.resolveSibling(file.getFileName() + ".partial");
            Files.deleteIfExists(partial);
            Files.createFile(
                    partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(partial, HexFormat.of().formatHex(random));
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file);
    }

    /** The data; made where there are none. A kill in the middle must not leave half a cluster under the final name. */
    static Path initialized(PostgresCommands commands, Path folder) throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        if (Files.exists(data)) {
            return data;
        }
        Path partial = folder.resolve("data.partial");
        PostgresBinaries.deleteTree(partial);
        String problem = commands.run(
                "initdb",
                List.of(
                        "--pgdata=" + partial,
                        "--username=" + EmbeddedPostgres.USER,
                        "--pwfile=" + folder.resolve("password"),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--no-instructions"));
        if (problem != null) {
            throw new PlatformException("PostgreSQL's initdb failed:\n" + problem);
        }
        Files.move(partial, data, StandardCopyOption.ATOMIC_MOVE);
        return data;
    }
}
