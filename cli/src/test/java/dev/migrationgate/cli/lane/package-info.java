@NullMarked
package dev.migrationgate.cli.lane;

import org.jspecify.annotations.NullMarked;
