package dev.migrationgate.ingest.report;

import dev.migrationgate.google.secret.Secrets;
import dev.migrationgate.ingest.source.RepositoryConfig;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;

/**
 * Commit statuses of a project on GitLab (https://docs.gitlab.com/api/commits/#set-commit-pipeline-status).
 *
 * @param project the project's path, such as {@code group/subgroup/project}
 * @param report where and with which token
 * @param secrets reads the token for each call
 */
record GitlabStatuses(String project, RepositoryConfig.Report report, Secrets secrets) implements Target {
    private static final String BRANCH = "refs/heads/";

    @Override
    public String name() {
        return "gitlab:" + project;
    }

    @Override
    public boolean wants(Report report) {
        return report.deployment().repository().filter(project::equals).isPresent()
                && report.deployment().commit().isPresent();
    }

    @Override
    public boolean showsOneState() {
        return true;
    }

    @Override
    public HttpRequest request(Report told) {
        URI address = URI.create(CommitStatus.base(report.api()) + "/api/v4/projects/" + CommitStatus.encoded(project)
                + "/statuses/" + told.deployment().commit().orElseThrow());
        var body = new JsonObject()
                .put("state", state(told.event().state()))
                .put("name", CommitStatus.context(told.deployment().application()))
                .put("description", OneLine.of(told.event().reason(), CommitStatus.MAX_DESCRIPTION));
        // Without it GitLab takes some branch that has the commit.
        told.deployment()
                .ref()
                .filter(ref -> ref.startsWith(BRANCH))
                .ifPresent(ref -> body.put("ref", ref.substring(BRANCH.length())));
        told.link().ifPresent(link -> body.put("target_url", link));
        return HttpRequest.newBuilder(address)
                .header("PRIVATE-TOKEN", CommitStatus.token(secrets, report.credential()))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.encode()))
                .build();
    }

    /** GitLab answers 400 to a state that the status has already: it is as we wanted it, though with its older description. */
    @Override
    public Verdict judge(Answer answer, Instant now) {
        return answer.status() == 400 && answer.beginning().contains("Cannot transition status")
                ? new Verdict.Delivered()
                : Verdict.of(answer, now);
    }

    /** A status does not go back from running to pending, so one that is held goes on running. */
    private static String state(DeploymentState state) {
        return switch (state) {
            case PENDING -> "pending";
            case RUNNING, HELD -> "running";
            case SUCCEEDED -> "success";
            case FAILED -> "failed";
            case CANCELLED, SUPERSEDED -> "canceled";
        };
    }
}
