@org.jspecify.annotations.NullMarked
package dev.migrationgate.ingest.redeploy;
