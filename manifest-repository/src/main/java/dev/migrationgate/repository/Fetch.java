package dev.migrationgate.repository;

import dev.migrationgate.repository.RepositoryException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.PackInvalidException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.Transport;

/** Brings branches into a mirror. */
final class Fetch {
    /** Each fetch makes a pack, and each pack makes looking for an object slower. */
    private static final int MAX_PACKS = 50;

    private final MirrorFolder folder;
    private final RemoteUrl url;
    private final MirrorLimits limits;

    Fetch(MirrorFolder folder, RemoteUrl url, MirrorLimits limits) {
        this.folder = folder;
        this.url = url;
        this.limits = limits;
    }

    Map<String, CommitId> heads(List<String> branches, Credential credential)
            throws RepositoryException, InterruptedException {
        return inTurn(
                credential,
                (repository, connection, _) -> {
                    var heads = new LinkedHashMap<String, CommitId>();
                    for (String branch : branches) {
                        Ref ref = connection.getRef(Constants.R_HEADS + branch);
                        if (ref != null && ref.getObjectId() != null) {
                            heads.put(branch, CommitId.of(ref.getObjectId()));
                        }
                    }
                    return heads;
                },
                branches);
    }

    CommitId branch(String branch, Credential credential) throws RepositoryException, InterruptedException {
        return inTurn(
                credential,
                (repository, connection, exchange) -> {
                    Ref ref = connection.getRef(Constants.R_HEADS + branch);
                    if (ref == null || ref.getObjectId() == null) {
                        String message = "there is no branch '%s' in %s".formatted(Shown.name(branch), url);
                        throw new RepositoryException(Kind.NO_SUCH_COMMIT, message);
                    }
                    bring(repository, connection, ref, branch);
                    return CommitId.of(ref.getObjectId());
                },
                List.of(branch));
    }

    private static void bring(Repository repository, FetchConnection connection, Ref ref, String branch)
            throws IOException {
        ObjectId head = ref.getObjectId();
        if (!repository.getObjectDatabase().has(head)) {
            connection.fetch(NullProgressMonitor.INSTANCE, List.of(ref), new HashSet<>());
        }
        try (var walk = new RevWalk(repository)) {
            walk.parseTree(head);
        }
        // By the branch's digest: names may be long, hostile, and in each other's way ("a" and "a/b").
        String name = Constants.R_HEADS + UUID.nameUUIDFromBytes(branch.getBytes(StandardCharsets.UTF_8));
        RefUpdate update = repository.updateRef(name);
        update.setNewObjectId(head);
        update.disableRefLog();
        RefUpdate.Result result = update.forceUpdate();
        switch (result) {
            case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> {}
            case NOT_ATTEMPTED,
                    LOCK_FAILURE,
                    REJECTED,
                    REJECTED_CURRENT_BRANCH,
                    IO_FAILURE,
                    RENAMED,
                    REJECTED_MISSING_OBJECT,
                    REJECTED_OTHER_REASON -> throw new IOException("the branch could not be written down: " + result);
        }
    }

    private <T> T inTurn(Credential credential, Work<T> work, List<String> branches)
            throws RepositoryException, InterruptedException {
        branches.forEach(Fetch::requireName);
        try {
            Files.createDirectories(folder.folder());
            try (Turn _ = Turn.take(folder.turn(), limits.turn()).orElseThrow(this::busy)) {
                folder.prepare();
                return withRepair(credential, work, branches);
            }
        } catch (IOException e) {
            String message =
                    "the mirror's folder cannot be used: " + e.getClass().getSimpleName();
            throw new RepositoryException(Kind.UNREACHABLE, message);
        }
    }

    private <T> T withRepair(Credential credential, Work<T> work, List<String> branches)
            throws RepositoryException, InterruptedException, IOException {
        try {
            return attempt(credential, work, branches);
        } catch (BrokenMirror _) {
            folder.make();
        }
        try {
            return attempt(credential, work, branches);
        } catch (BrokenMirror broken) {
            throw broken.failure;
        }
    }

    private <T> T attempt(Credential credential, Work<T> work, List<String> branches)
            throws RepositoryException, InterruptedException, BrokenMirror {
        var exchange = new Exchange(url, limits.transferBytes());
        try {
            return TimeLimit.call(limits.exchange(), () -> run(credential, work, branches, exchange));
        } catch (RepositoryException | InterruptedException e) {
            throw e;
        } catch (Exception e) {
            RepositoryException failure = exchange.failure(e);
            if (failure.kind() == Kind.UNREACHABLE && isBroken(e)) {
                throw new BrokenMirror(failure);
            }
            throw failure;
        }
    }

    private <T> T run(Credential credential, Work<T> work, List<String> branches, Exchange exchange) throws Exception {
        List<RefSpec> wanted = branches.stream()
                .map(branch -> new RefSpec(Constants.R_HEADS + branch))
                .toList();
        try (Repository repository = folder.open()) {
            T result;
            try (Transport transport = new Remote(url, limits.silence()).open(repository, credential, exchange);
                    FetchConnection connection = transport.openFetch(wanted)) {
                result = work.with(repository, connection, exchange);
            }
            if (folder.packs() > MAX_PACKS) {
                pack(repository);
            }
            return result;
        }
    }

    private static void pack(Repository repository) throws IOException {
        try (Git git = Git.wrap(repository)) {
            git.gc().call();
        } catch (GitAPIException e) {
            throw new IOException(e);
        }
    }

    private static boolean isBroken(Throwable thrown) {
        return Exchange.has(thrown, MissingObjectException.class)
                || Exchange.has(thrown, CorruptObjectException.class)
                || Exchange.has(thrown, PackInvalidException.class)
                || Exchange.has(thrown, RepositoryNotFoundException.class)
                || Exchange.has(thrown, ConfigInvalidException.class);
    }

    private static void requireName(String branch) {
        if (!Repository.isValidRefName(Constants.R_HEADS + branch) || branch.contains("*")) {
            throw new IllegalArgumentException("not a branch's name: '" + Shown.name(branch) + "'");
        }
    }

    private RepositoryException busy() {
        return new RepositoryException(Kind.UNREACHABLE, "others fetch into the mirror of " + url + " all the time");
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(Repository repository, FetchConnection connection, Exchange exchange) throws Exception;
    }

    /** The mirror is not what it should be, and is worth one attempt with a new one. */
    private static final class BrokenMirror extends Exception {
        private static final long serialVersionUID = 1L;

        private final RepositoryException failure;

        BrokenMirror(RepositoryException failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
