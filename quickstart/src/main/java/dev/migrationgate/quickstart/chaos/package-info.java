/** The chaos run: the whole system in many processes, with its parts killed, frozen and lied to, and an audit at the end. */
@NullMarked
package dev.migrationgate.quickstart.chaos;

import org.jspecify.annotations.NullMarked;
