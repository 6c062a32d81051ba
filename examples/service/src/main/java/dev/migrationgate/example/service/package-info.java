/** What the examples share: a small HTTP service in front of one table, and the connection string that the platform injects. */
@NullMarked
package dev.migrationgate.example.service;

import org.jspecify.annotations.NullMarked;
