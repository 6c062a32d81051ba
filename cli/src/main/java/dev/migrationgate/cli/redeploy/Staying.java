package dev.migrationgate.cli.redeploy;

/**
 * An application that a plan leaves as it is.
 *
 * @param application its id
 * @param why in a sentence
 */
record Staying(String application, String why) {}
