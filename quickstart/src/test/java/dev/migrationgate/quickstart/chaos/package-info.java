@org.jspecify.annotations.NullMarked
package dev.migrationgate.quickstart.chaos;
