/** Cloud Run jobs: starting an execution at most once, watching it to its end, and saying what came of it. */
@NullMarked
package dev.migrationgate.runner.job;

import org.jspecify.annotations.NullMarked;
