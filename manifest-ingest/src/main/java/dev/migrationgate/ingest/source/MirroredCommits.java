package dev.migrationgate.ingest.source;

import dev.migrationgate.google.secret.SecretReference;
import dev.migrationgate.google.secret.Secrets;
import dev.migrationgate.manifests.Digest;
import dev.migrationgate.repository.CommitId;
import dev.migrationgate.repository.Credential;
import dev.migrationgate.repository.ManifestTree;
import dev.migrationgate.repository.Mirror;
import dev.migrationgate.repository.RepositoryException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Commits in a mirror of their repository. The credential is read anew for each exchange, as it may be rotated. */
public final class MirroredCommits implements Commits {
    private final RepositoryConfig config;
    private final Mirror mirror;
    private final Secrets secrets;

    private MirroredCommits(RepositoryConfig config, Mirror mirror, Secrets secrets) {
        this.config = config;
        this.mirror = mirror;
        this.secrets = secrets;
    }

    /**
     * Opens a repository; nothing is fetched yet.
     *
     * @param state folder below which the mirror is kept
     * @param settings how much it may take
     */
    public static Commits open(RepositoryConfig config, Path state, SourceSettings settings, Secrets secrets) {
        String name = Digest.of(config.name() + '\0' + config.url()).value().replace("sha256:", "");
        Path folder = state.resolve("mirrors").resolve(name);
        return new MirroredCommits(
                config, new Mirror(folder, config.remote(), settings.fetch(), settings.trees()), secrets);
    }

    @Override
    public Map<String, CommitId> heads(List<String> branches) throws RepositoryException, InterruptedException {
        return mirror.heads(branches, credential());
    }

    @Override
    public CommitId fetch(String branch, CommitId commit) throws RepositoryException, InterruptedException {
        return mirror.fetch(branch, commit, credential());
    }

    @Override
    public boolean isAncestor(CommitId ancestor, CommitId descendant) throws RepositoryException {
        return mirror.isAncestor(ancestor, descendant);
    }

    @Override
    public ManifestTree manifests(CommitId commit) throws RepositoryException {
        return mirror.manifests(commit, Optional.of(config.folder()).filter(folder -> !folder.isEmpty()));
    }

    private Credential credential() {
        return config.credential().map(this::credential).orElseGet(Credential.None::new);
    }

    private Credential credential(SecretReference reference) {
        String secret = new String(secrets.read(reference), StandardCharsets.UTF_8);
        return config.knownHosts().isPresent()
                ? new Credential.SshKey(secret, config.knownHosts().get())
                : new Credential.Token(config.user(), secret);
    }
}
