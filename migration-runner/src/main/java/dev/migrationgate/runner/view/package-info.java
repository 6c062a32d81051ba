/** What a person may see of the lanes. */
@NullMarked
package dev.migrationgate.runner.view;

import org.jspecify.annotations.NullMarked;
