package dev.migrationgate.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What somebody does, and so may do. */
public enum Role {
    /** Looks, and has manifests checked. */
    VIEWER,
    /** Deploys, as a CI does. */
    DEPLOYER,
    /** Steps in where a deployment does not go on by itself. */
    OPERATOR,
    /** Reads everything, changes nothing and asks for nothing. */
    AUDITOR;

    /** Whether the role may do this. */
    public boolean may(Permission permission) {
        return switch (permission) {
            case READ -> true;
            case VALIDATE -> this != AUDITOR;
            case DEPLOY -> this == DEPLOYER;
            case COMMAND -> this == OPERATOR;
        };
    }

    /**
     * Reads the name, in lower case.
     *
     * @throws IllegalArgumentException it is none; the message has the rule
     */
    public static Role parse(String text) {
        return Arrays.stream(values())
                .filter(role -> role.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("has to be one of "
                        + Arrays.stream(values()).map(Role::toString).collect(Collectors.joining(", "))));
    }

    /** The name, in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
