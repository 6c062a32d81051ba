package dev.migrationgate.ingest.report;

import dev.migrationgate.google.secret.Secrets;
import dev.migrationgate.ingest.source.RepositoryConfig;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Commit statuses of a repository on GitHub (https://docs.github.com/en/rest/commits/statuses#create-a-commit-status). The newest
 * status of a context counts, so telling one twice changes nothing.
 *
 * @param repository the repository's name, {@code owner/name}
 * @param report where and with which token
 * @param secrets reads the token for each call
 */
record GithubStatuses(String repository, RepositoryConfig.Report report, Secrets secrets) implements Target {
    @Override
    public String name() {
        return "github:" + repository;
    }

    @Override
    public boolean wants(Report report) {
        return report.deployment().repository().filter(repository::equals).isPresent()
                && report.deployment().commit().isPresent();
    }

    @Override
    public boolean showsOneState() {
        return true;
    }

    @Override
    public HttpRequest request(Report told) {
        String path = Arrays.stream(repository.split("/", -1))
                .map(CommitStatus::encoded)
                .collect(Collectors.joining("/"));
        URI address = URI.create(CommitStatus.base(report.api()) + "/repos/" + path + "/statuses/"
                + told.deployment().commit().orElseThrow());
        var body = new JsonObject()
                .put("state", state(told.event().state()))
                .put("context", CommitStatus.context(told.deployment().application()))
                .put("description", OneLine.of(told.event().reason(), CommitStatus.MAX_DESCRIPTION));
        told.link().ifPresent(link -> body.put("target_url", link));
        return HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + CommitStatus.token(secrets, report.credential()))
                .header("Accept", "application/vnd.github+json")
                .header("X-GitHub-Api-Version", "2022-11-28")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.encode()))
                .build();
    }

    /** GitHub knows no more than four; what nobody wants any more is no failure of the commit's. */
    private static String state(DeploymentState state) {
        return switch (state) {
            case PENDING, RUNNING, HELD -> "pending";
            case SUCCEEDED -> "success";
            case FAILED -> "failure";
            case CANCELLED, SUPERSEDED -> "error";
        };
    }
}
