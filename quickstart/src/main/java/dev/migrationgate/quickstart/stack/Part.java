package dev.migrationgate.quickstart.stack;

import java.time.Duration;

/**
 * A part of the stack that is ready.
 *
 * @param name for a person
 * @param address where it listens, as its clients write it
 * @param took how long its start took
 */
public record Part(String name, String address, Duration took) {}
