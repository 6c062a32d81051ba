package dev.migrationgate.repository;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A bare repository that a test commits to; for tests of this module and of those that use it. */
public final class Origin implements AutoCloseable {
    private static final PersonIdent AUTHOR =
            new PersonIdent("Test", "test@example.org", Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC);

    private final Repository repository;
    private int commits;

    private Origin(Repository repository) {
        this.repository = repository;
    }

    /** Makes one in a folder. */
    public static Origin in(Path folder) throws IOException {
        Repository repository = new FileRepositoryBuilder()
                .setGitDir(folder.resolve("origin.git").toFile())
                .setBare()
                .build();
        repository.create(true);
        return new Origin(repository);
    }

    /** The repository. */
    public Repository repository() {
        return repository;
    }

    /** Commits files, path to text, on top of a branch, and moves the branch there. */
    public CommitId commit(String branch, Map<String, String> files) throws IOException {
        Optional<ObjectId> parent = Optional.ofNullable(repository.resolve(Constants.R_HEADS + branch));
        return commit(branch, parent, blobs(files), FileMode.REGULAR_FILE);
    }

    /** Puts a commit without parents in the place of a branch, as a forced push does. */
    public CommitId force(String branch, Map<String, String> files) throws IOException {
        return commit(branch, Optional.empty(), blobs(files), FileMode.REGULAR_FILE);
    }

    /** The same with one file, of any bytes. */
    public CommitId force(String branch, String path, byte[] content) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId blob = inserter.insert(Constants.OBJ_BLOB, content);
            inserter.flush();
            return commit(branch, Optional.empty(), Map.of(path, blob), FileMode.REGULAR_FILE);
        }
    }

    /** Commits entries of another mode, such as links; submodules name their own commit. */
    public CommitId commit(String branch, FileMode mode, Map<String, String> files) throws IOException {
        return commit(branch, Optional.empty(), blobs(files), mode);
    }

    /** Removes a branch. */
    public void remove(String branch) throws IOException {
        RefUpdate update = repository.updateRef(Constants.R_HEADS + branch);
        update.setForceUpdate(true);
        update.delete();
    }

    @Override
    public void close() {
        repository.close();
    }

    private CommitId commit(String branch, Optional<ObjectId> parent, Map<String, ObjectId> files, FileMode mode)
            throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            DirCache index = DirCache.newInCore();
            DirCacheBuilder builder = index.builder();
            files.forEach((path, blob) -> {
                var entry = new DirCacheEntry(path.getBytes(StandardCharsets.UTF_8));
                entry.setFileMode(mode);
                entry.setObjectId(blob);
                builder.add(entry);
            });
            builder.finish();
            var commit = new CommitBuilder();
            commit.setTreeId(index.writeTree(inserter));
            parent.ifPresent(commit::setParentId);
            commit.setAuthor(AUTHOR);
            commit.setCommitter(AUTHOR);
            commit.setMessage("Commit " + commits++);
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            RefUpdate update = repository.updateRef(Constants.R_HEADS + branch);
            update.setNewObjectId(id);
            update.forceUpdate();
            return new CommitId(id.name());
        }
    }

    private Map<String, ObjectId> blobs(Map<String, String> files) throws IOException {
        var blobs = new LinkedHashMap<String, ObjectId>();
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                byte[] bytes = file.getValue().getBytes(StandardCharsets.UTF_8);
                blobs.put(file.getKey(), inserter.insert(Constants.OBJ_BLOB, bytes));
            }
            inserter.flush();
        }
        return blobs;
    }
}
