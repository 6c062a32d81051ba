package dev.migrationgate.access;

import dev.migrationgate.manifests.Scope;

/**
 * Somebody who proved who they are.
 *
 * @param actor how events name them: {@code token:}, {@code github-actions:}, {@code google:} or {@code signer:} and their name
 *     there
 * @param role what they may do
 * @param scope where they may do it
 */
public record Caller(String actor, Role role, Scope scope) {
    private static final int LONGEST = 300;

    /** Makes the actor a text of one line that events can carry: an issuer's names are the issuer's own. */
    public Caller {
        String line = actor.replaceAll("\\p{Cntrl}", " ");
        actor = line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
