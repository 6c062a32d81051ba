package dev.migrationgate.cli.audit;

import dev.migrationgate.audit.Finding;
import dev.migrationgate.audit.Verification;

/** Writes what is found as soon as it is found, since nobody knows how much it will be, and the verdict behind it. */
sealed interface Verdict permits TextVerdict, JsonVerdict {

    /** The next finding. */
    void finding(Finding finding);

    /** There are no more. */
    void end(Verification verification, boolean proven);
}
