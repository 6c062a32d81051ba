package dev.migrationgate.ingest.http;

import dev.migrationgate.ingest.hook.HookReading;
import dev.migrationgate.ingest.intake.Delivery;
import dev.migrationgate.ingest.intake.Outcome;
import dev.migrationgate.ingest.source.PushResult;
import dev.migrationgate.manifests.finding.Finding;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;

/**
 * What a host hears.
 *
 * @param outcome in a word, for the metrics
 * @param sending sends the answer
 * @param refusal what is wrong with what was pushed, where that is what is answered
 */
record HookAnswer(String outcome, Sending sending, Optional<Problem> refusal) {
    @FunctionalInterface
    interface Sending {
        void to(HttpServerResponse response);
    }

    private HookAnswer(String outcome, Sending sending) {
        this(outcome, sending, Optional.empty());
    }

    /** The same with 200 where the push is refused for what it is: a host may take other answers for a broken hook. */
    HookAnswer withoutRefusal() {
        return refusal.map(problem -> new HookAnswer(outcome, problem::sendAsDone))
                .orElse(this);
    }

    /** The answer to what is no push. */
    static HookAnswer to(HookReading reading) {
        return switch (reading) {
            case HookReading.Ping _ ->
                new HookAnswer("ping", response -> Answers.done(response, "message", "pong: pushes are taken here"));
            case HookReading.Ignored(String reason) -> ignored("ignored", reason);
            case HookReading.Unsigned(String reason) ->
                problem("unsigned", 401, "unsigned", "Nobody we know vouches for this", reason);
            case HookReading.UnknownRepository(String reason) ->
                problem("unknown-repository", 404, "unknown-repository", "Not found", reason);
            case HookReading.Malformed(String reason) ->
                problem("malformed", 400, "malformed-hook", "This is no hook", reason);
            case HookReading.Unavailable(String reason) -> unavailable("unavailable", reason);
            case HookReading.Pushed _ -> throw new IllegalArgumentException("a push has a result");
        };
    }

    /** The answer to a push. */
    static HookAnswer to(Answers answers, Delivery delivery, PushResult result) {
        return switch (result) {
            case PushResult.Nothing(String reason) -> ignored("nothing", reason);
            case PushResult.Unreadable(String reason) ->
                refused("unreadable", 422, "unreadable-commit", "The commit cannot be read", reason);
            case PushResult.Taken(Outcome outcome) -> to(answers, delivery, outcome);
        };
    }

    private static HookAnswer to(Answers answers, Delivery delivery, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted ->
                new HookAnswer(
                        accepted.repeated() ? "repeated" : "accepted",
                        response -> answers.pushed(response, delivery, accepted));
            case Outcome.Refused refused -> refused("refused", invalid(refused));
            case Outcome.Forbidden(String reason) ->
                refused("forbidden", 403, "out-of-scope", "Not within the repository's scope", reason);
            case Outcome.TooLarge(String reason) ->
                refused("too-large", 413, "too-large", "A manifest, or a deployment, is too large", reason);
            case Outcome.KeyReused _ ->
                refused(
                        "key-reused",
                        422,
                        "delivery-id-reused",
                        "The delivery id was used before",
                        "another body came with this delivery id");
            case Outcome.Unavailable(String reason) -> unavailable("unavailable", reason);
        };
    }

    /** The host waits no longer. */
    static HookAnswer late() {
        return unavailable(
                "late", "finding out who tells, or reading the repository, takes longer than a host waits; it goes on");
    }

    /** Something that we did not foresee; never a stack trace. */
    static HookAnswer failed() {
        return problem("failed", 500, "internal", "Something went wrong here", "the push may be told again");
    }

    /** It is none of the types that we take. */
    static HookAnswer unsupported() {
        String detail = "configure the hook's content type as application/json, not compressed";
        return problem("unsupported", 415, "unsupported-media-type", "The body's type is not supported", detail);
    }

    private static HookAnswer ignored(String outcome, String reason) {
        return new HookAnswer(outcome, response -> Answers.done(response, "ignored", reason));
    }

    private static HookAnswer unavailable(String outcome, String reason) {
        String detail = reason + ". Nobody needs to tell again: the branch is compared in a few minutes";
        return problem(outcome, 503, "unavailable", "The push cannot be taken now", detail);
    }

    private static HookAnswer problem(String outcome, int status, String name, String title, String detail) {
        return new HookAnswer(
                outcome,
                response -> Problem.of(status, name, title, detail + ".").send(response));
    }

    private static HookAnswer refused(String outcome, int status, String name, String title, String detail) {
        return refused(outcome, Problem.of(status, name, title, detail + "."));
    }

    private static HookAnswer refused(String outcome, Problem problem) {
        return new HookAnswer(outcome, problem::send, Optional.of(problem));
    }

    /** Always 422: the request itself could be read. */
    private static Problem invalid(Outcome.Refused refused) {
        long errors = refused.findings().stream().filter(Finding::isError).count();
        return new Problem(
                422,
                "invalid-manifests",
                "The manifests of the commit are not valid",
                "There " + (errors == 1 ? "is 1 error" : "are " + errors + " errors")
                        + ". Nothing was published; the next push brings these changes again.",
                refused.findings());
    }
}
