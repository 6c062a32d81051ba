@NullMarked
package dev.migrationgate.cli.operate;

import org.jspecify.annotations.NullMarked;
