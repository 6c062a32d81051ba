@NullMarked
package dev.migrationgate.runner.view;

import org.jspecify.annotations.NullMarked;
