/** Google's own clients, opened against Google Cloud or against an endpoint that stands in for it. */
@NullMarked
package dev.migrationgate.google;

import org.jspecify.annotations.NullMarked;
