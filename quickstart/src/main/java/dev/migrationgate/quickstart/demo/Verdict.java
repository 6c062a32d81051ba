package dev.migrationgate.quickstart.demo;

/** How a step stands. */
sealed interface Verdict {

    /**
     * All that must come has come.
     */
    record Met() implements Verdict {}

    /**
     * Nothing speaks against it, but something is missing.
     *
     * @param next the event that is waited for
     */
    record Pending(String next) implements Verdict {}

    /**
     * Something came that must not.
     *
     * @param expected what should have come
     * @param seen what came
     */
    record Broken(String expected, String seen) implements Verdict {}
}
