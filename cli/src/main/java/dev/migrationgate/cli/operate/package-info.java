/** What a person asks for about a deployment: cancel, retry, release its lane, rotate its passwords. */
@NullMarked
package dev.migrationgate.cli.operate;

import org.jspecify.annotations.NullMarked;
