/** JSON Schemas of the kinds of manifest, made from the shapes that manifests are checked with. */
@NullMarked
package dev.migrationgate.manifests.schema;

import org.jspecify.annotations.NullMarked;
