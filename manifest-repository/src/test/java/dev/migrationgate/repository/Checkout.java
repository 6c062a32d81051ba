package dev.migrationgate.repository;

import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/** A work tree as a user has one; for tests of this module and of those that use it. */
public final class Checkout {
    private Checkout() {}

    /** Makes a repository of a folder, and commits all its files. */
    public static void commitAll(Path folder) throws IOException {
        try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("First")
                    .setAuthor("Test", "test@example.org")
                    .setCommitter("Test", "test@example.org")
                    .setSign(false)
                    .call();
        } catch (GitAPIException e) {
            throw new IOException(e);
        }
    }
}
