/** Cloud Run services and revisions, and the addresses that they answer at. */
@NullMarked
package dev.migrationgate.emulator.run.service;

import org.jspecify.annotations.NullMarked;
