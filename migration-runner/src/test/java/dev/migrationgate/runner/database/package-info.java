@org.jspecify.annotations.NullMarked
package dev.migrationgate.runner.database;
