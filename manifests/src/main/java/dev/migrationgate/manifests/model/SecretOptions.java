package dev.migrationgate.manifests.model;

import dev.migrationgate.manifests.finding.SecretForms;

/** Options of commands whose names say that their values are secrets, as the finding MG052 suspects them. */
public final class SecretOptions {
    private SecretOptions() {}

    /**
     * An argument of a command as it may be shown: of a suspected option only the name and the equals sign, of any other argument
     * all.
     */
    public static String hidden(String argument) {
        return SecretVariable.isOption(argument)
                ? argument.substring(0, argument.indexOf('=') + 1) + SecretForms.HIDDEN
                : argument;
    }
}
