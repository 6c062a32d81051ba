/** What proves that recorded events are all there and unchanged: hash chains, Merkle trees, signed checkpoints. */
@NullMarked
package dev.migrationgate.audit;

import org.jspecify.annotations.NullMarked;
