@NullMarked
package dev.migrationgate.cli.deadletter;

import org.jspecify.annotations.NullMarked;
