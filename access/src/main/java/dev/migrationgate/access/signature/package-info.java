/** Signatures of requests: whether the bytes of a body come from somebody who has a secret that we have, too. */
@NullMarked
package dev.migrationgate.access.signature;

import org.jspecify.annotations.NullMarked;
