package dev.migrationgate.ledger.cdevents;

/** What is to be told of an event. */
sealed interface Telling {
    /** This. */
    record Told(CdEvent event) implements Telling {}

    /** Nothing: the vocabulary has no word for it, or it was told already. */
    record Nothing() implements Telling {}

    /**
     * Nothing, though there would be a word for it.
     *
     * @param reason in a word, for a count
     */
    record Skipped(String reason) implements Telling {}
}
