package dev.migrationgate.service;

import java.util.ArrayList;
import java.util.List;

/** The configuration is wrong; the message lists every problem, each naming its variable. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ArrayList<String> problems;

    /**
     * With everything that is wrong.
     *
     * @param problems one sentence each, never empty
     */
    public ConfigException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = new ArrayList<>(problems);
    }

    /** What is wrong, one sentence each. */
    public List<String> problems() {
        return List.copyOf(problems);
    }
}
