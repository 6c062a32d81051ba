package dev.migrationgate.ledger.store;

/** What deployments can be found by. */
public enum Dimension {
    /** The deployment's id, or its beginning. */
    ID('i'),
    /** The application's id, or a beginning of it that ends before a slash; the empty text is everything. Newest first. */
    WITHIN('w'),
    /** The application's name. Newest first. */
    NAME('n'),
    /** The environment's name. Newest first. */
    ENVIRONMENT('e'),
    /** The lane's id. Newest first. */
    LANE('l'),
    /** How far it is. Newest first. */
    STATUS('s'),
    /** Who asked. Newest first. */
    ACTOR('a'),
    /** The commit, or its beginning. Newest first. */
    COMMIT('c'),
    /** Applications that were ever deployed. */
    APPLICATION('p'),
    /** The application's name; its keys end with applications and not with deployments. */
    NAMED('b'),
    /** The application; only what has not ended. Oldest first. */
    MOVING('m'),
    /** The lane's id; only what has neither passed the gate nor ended. In line. */
    IN_LANE('q'),
    /** The application; only what served or serves. What took over last first. */
    SERVED('v');

    private final char letter;

    Dimension(char letter) {
        this.letter = letter;
    }

    /** What its keys begin with, for ever: it is stored. */
    char letter() {
        return letter;
    }
}
