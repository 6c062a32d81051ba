package dev.migrationgate.audit;

import java.util.Optional;
import java.util.function.Consumer;

/** Hands findings on with the line at which they were found. */
final class Findings {
    private final Consumer<Finding> receiver;
    private long line;
    private long count;

    Findings(Consumer<Finding> receiver) {
        this.receiver = receiver;
    }

    void nextLine() {
        line++;
    }

    long count() {
        return count;
    }

    void add(Finding.Kind kind, Finding.Place place, String message) {
        add(kind, Optional.of(place), message);
    }

    void add(Finding.Kind kind, String message) {
        add(kind, Optional.empty(), message);
    }

    private void add(Finding.Kind kind, Optional<Finding.Place> place, String message) {
        count++;
        receiver.accept(new Finding(kind, line, place, message));
    }
}
