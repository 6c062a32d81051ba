@org.jspecify.annotations.NullMarked
package dev.migrationgate.cli.acls;
