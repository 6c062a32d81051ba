package dev.migrationgate.emulator.fault;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last two different answers to each question, so that a read can be older than what was written. That there is no such
 * resource is an answer, too: {@link Missing}.
 */
final class EarlierAnswers {
    private static final int QUESTIONS = 2_000;

    private final Map<Question, Two> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Two> eldest) {
            return size() > QUESTIONS;
        }
    };

    /**
     * NOT_FOUND.
     *
     * @param description as its caller is told
     */
    record Missing(String description) {}

    /**
     * The answer to give: the present one, or the one before it where there is one.
     *
     * @param present a message or {@link Missing}; so is the result
     */
    synchronized Object of(String method, Object question, Object present, boolean stale) {
        Two two = known.merge(
                new Question(method, question),
                new Two(present, present),
                (before, _) -> before.last().equals(present) ? before : new Two(before.last(), present));
        return stale ? two.earlier() : present;
    }

    private record Question(String method, Object question) {}

    private record Two(Object earlier, Object last) {}
}
