package dev.migrationgate.emulator.secret;

import com.google.cloud.secretmanager.v1.Secret;
import com.google.cloud.secretmanager.v1.SecretPayload;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Secrets that an installation begins with, from files: {@code <folder>/<project>/<secret>} holds the value of version 1. A secret that
 * exists is left as it is.
 *
 * @param folder where the files are
 */
public record FirstSecrets(Path folder) {

    /**
     * Makes those that are missing.
     *
     * @throws IOException the folder or a file cannot be read
     */
    public void into(Secrets secrets) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder, 2)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            Path project = file.getParent();
            if (project != null && !project.equals(folder)) {
                String name = "projects/" + project.getFileName() + "/secrets/" + file.getFileName();
                if (secrets.secrets()
                        .create(name, Secret.newBuilder().setName(name).build())) {
                    secrets.add(
                            name,
                            SecretPayload.newBuilder()
                                    .setData(ByteString.copyFrom(Files.readAllBytes(file)))
                                    .build());
                }
            }
        }
    }
}
