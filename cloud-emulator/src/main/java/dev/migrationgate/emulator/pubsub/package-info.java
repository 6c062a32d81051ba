/** Pub/Sub: topics, subscriptions and messages that stay until somebody acknowledged them. */
@NullMarked
package dev.migrationgate.emulator.pubsub;

import org.jspecify.annotations.NullMarked;
