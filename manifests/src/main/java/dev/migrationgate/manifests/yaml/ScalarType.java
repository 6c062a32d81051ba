package dev.migrationgate.manifests.yaml;

/** What a single value is, by the core schema of YAML 1.2. */
public enum ScalarType {
    /** Nothing, {@code null} or {@code ~}. */
    NOTHING("nothing"),
    /** {@code true} or {@code false}. */
    TRUTH("true or false"),
    /** A whole number. */
    WHOLE("a whole number"),
    /** A number with a fraction or an exponent. */
    DECIMAL("a decimal number"),
    /** Text. */
    TEXT("text");

    private final String described;

    ScalarType(String described) {
        this.described = described;
    }

    /** What to call it when talking to a user. */
    public String described() {
        return described;
    }
}
