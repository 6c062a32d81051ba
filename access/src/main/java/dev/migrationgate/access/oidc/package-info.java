/** Tokens that an identity provider signed for a job or a service account (OpenID Connect). Knows no request. */
@NullMarked
package dev.migrationgate.access.oidc;

import org.jspecify.annotations.NullMarked;
