/** What people who run it are given: dashboard, alerts and permissions, held against what the services really do. */
@org.jspecify.annotations.NullMarked
package dev.migrationgate.tests.operations;
