@NullMarked
package dev.migrationgate.manifests.model;

import org.jspecify.annotations.NullMarked;
