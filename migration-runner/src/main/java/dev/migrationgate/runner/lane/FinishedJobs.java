package dev.migrationgate.runner.lane;

import java.util.ArrayList;
import java.util.List;

/** Has the jobs of ended attempts deleted, once nobody needs them as evidence any more. */
final class FinishedJobs {
    private FinishedJobs() {}

    /** The attempt has ended, and may have a job. */
    static void add(Draft draft, Entry entry) {
        entry.request().migration().ifPresent(migration -> {
            List<FinishedJob> more = new ArrayList<>(draft.state().finished());
            more.add(new FinishedJob(
                    entry.request().deploymentId(),
                    entry.attempt(),
                    entry.request().cloudProject(),
                    migration.region(),
                    draft.now().plus(draft.rules().keptJobs())));
            int surplus = Math.max(0, more.size() - LaneRules.KEPT_JOBS);
            draft.become(draft.state().withFinished(more.subList(surplus, more.size())));
        });
    }

    static void tick(Draft draft) {
        List<FinishedJob> due = draft.state().finished().stream()
                .filter(job -> job.due(draft.now()))
                .limit(LaneRules.DELETIONS)
                .toList();
        if (!due.isEmpty()) {
            draft.become(draft.state()
                    .withFinished(draft.state().finished().stream()
                            .map(job -> due.contains(job) ? job.askedAt(draft.now()) : job)
                            .toList()));
            due.forEach(job -> draft.add(
                    new LaneEffect.DeleteJob(job.deploymentId(), job.attempt(), job.cloudProject(), job.region())));
        }
    }

    static void deleted(Draft draft, LaneInput.JobDeleted deleted) {
        draft.become(draft.state()
                .withFinished(draft.state().finished().stream()
                        .filter(job -> !job.deploymentId().equals(deleted.deploymentId())
                                || job.attempt() != deleted.attempt())
                        .toList()));
    }
}
