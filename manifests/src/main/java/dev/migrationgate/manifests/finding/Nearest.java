package dev.migrationgate.manifests.finding;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds what somebody who mistyped a word probably meant. */
public final class Nearest {
    private static final int MAX_LENGTH = 64;
    private static final int MOST_EDITS = 2;

    private Nearest() {}

    /**
     * The candidate that differs least from {@code word}, if it differs by little: at most two edits, and fewer than
     * half of its letters. Case does not count.
     */
    public static Optional<String> to(String word, Collection<String> candidates) {
        if (word.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String lower = word.toLowerCase(Locale.ROOT);
        String best = "";
        int least = MOST_EDITS + 1;
        for (String candidate : candidates) {
            // So different in length, so many edits at least: most candidates need no closer look.
            if (Math.abs(candidate.length() - word.length()) <= MOST_EDITS) {
                int distance = distance(lower, candidate.toLowerCase(Locale.ROOT));
                boolean near = distance <= MOST_EDITS && distance * 2 < Math.max(candidate.length(), word.length());
                if (near && (distance < least || (distance == least && candidate.compareTo(best) < 0))) {
                    best = candidate;
                    least = distance;
                }
            }
        }
        return Optional.of(best).filter(Predicate.not(String::isEmpty));
    }

    /** The same as a sentence, {@code did you mean 'x'?}. */
    public static Optional<String> cure(String word, Collection<String> candidates) {
        return to(word, candidates).map(candidate -> "did you mean '" + candidate + "'?");
    }

    /** Levenshtein distance, a row at a time. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
