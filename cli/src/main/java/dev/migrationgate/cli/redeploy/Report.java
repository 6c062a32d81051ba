package dev.migrationgate.cli.redeploy;

import dev.migrationgate.cli.deploy.Answer;

/** Says what ingest answers, while it is asked for one deployment after the other. For one round of questions. */
interface Report {
    /** It answered. */
    void answered(Step step, Answer answer);

    /** It was not asked, since one before it in its lane was refused. */
    void left(Step step);

    /**
     * It was asked for all.
     *
     * @param plan all
     * @param good whether it refused none
     */
    void end(Plan plan, boolean good);
}
