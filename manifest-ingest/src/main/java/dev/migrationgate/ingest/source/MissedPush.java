package dev.migrationgate.ingest.source;

import dev.migrationgate.ingest.intake.Delivery;
import dev.migrationgate.ingest.intake.Memory;
import dev.migrationgate.ingest.intake.Origin;
import dev.migrationgate.manifests.Digest;
import dev.migrationgate.repository.CommitId;
import java.time.Instant;
import java.util.Optional;

/** Makes a push of what nobody told of. */
final class MissedPush {
    private static final int TRACE_DIGITS = 32;
    private static final int SPAN_DIGITS = 16;

    private MissedPush() {}

    /**
     * The push, whose delivery id is the same whoever finds it: it is made of where the branch was accepted up to and where it
     * is. With the time, too, as a branch may come from the same commit to the same commit again.
     */
    static Push of(RepositoryConfig repository, String branch, CommitId newest, Memory memory) {
        String ref = Push.ref(branch);
        String before =
                memory.head(repository.name(), ref).map(head -> head.commit()).orElse("");
        String since =
                memory.headSince(repository.name(), ref).map(Instant::toString).orElse("");
        Digest what = Digest.of(String.join("\0", repository.name(), ref, before, since, newest.value()));
        String hex = what.value().replace("sha256:", "");
        var origin = new Origin(
                "catch-up",
                Optional.empty(),
                Optional.of(repository.name()),
                Optional.of(ref),
                Optional.of(newest.value()));
        var delivery = new Delivery("catch-up:" + hex, what, traceparent(hex), origin);
        return new Push(repository, branch, Optional.empty(), newest, delivery);
    }

    private static String traceparent(String hex) {
        String trace = hex.substring(0, TRACE_DIGITS);
        return "00-" + trace + "-" + hex.substring(TRACE_DIGITS, TRACE_DIGITS + SPAN_DIGITS) + "-01";
    }
}
