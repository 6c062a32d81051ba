/** Whether the promises held, from the topics and the record of the cloud emulator alone. */
@NullMarked
package dev.migrationgate.quickstart.chaos.audit;

import org.jspecify.annotations.NullMarked;
