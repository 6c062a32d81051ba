/** Tests of tokens that an identity provider signed. */
@NullMarked
package dev.migrationgate.access.oidc;

import org.jspecify.annotations.NullMarked;
