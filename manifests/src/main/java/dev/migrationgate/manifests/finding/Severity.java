package dev.migrationgate.manifests.finding;

/** How bad a {@link Finding} is. */
public enum Severity {
    /** The manifests are refused. */
    ERROR,
    /** The manifests are taken, but they probably do not say what was meant. */
    WARNING
}
