@NullMarked
package dev.migrationgate.cli.token;

import org.jspecify.annotations.NullMarked;
