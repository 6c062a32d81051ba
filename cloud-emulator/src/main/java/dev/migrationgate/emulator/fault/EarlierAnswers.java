package dev.migrationgate.emulator.fault;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The last two different answers to each question, so that a read can be older than what was written. */
final class EarlierAnswers {
    private static final int QUESTIONS = 2_000;

    private final Map<Question, Two> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Two> eldest) {
            return size() > QUESTIONS;
        }
    };

    /** The answer to give: the present one, or the one before it where there is one. */
    @SuppressWarnings("unchecked") // Kept under its method, whose answers are all of one type.
    synchronized <A> A of(String method, @Nullable Object question, A present, boolean stale) {
        if (question == null) {
            return present;
        }
        Two two = known.merge(
                new Question(method, question),
                new Two(present, present),
                (before, _) -> before.last().equals(present) ? before : new Two(before.last(), present));
        return stale ? (A) two.earlier() : present;
    }

    private record Question(String method, Object question) {}

    private record Two(Object earlier, Object last) {}
}
