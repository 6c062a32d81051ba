/** What every service process has: configuration from the environment, a life cycle, health, metrics and logs. */
@NullMarked
package dev.migrationgate.service;

import org.jspecify.annotations.NullMarked;
