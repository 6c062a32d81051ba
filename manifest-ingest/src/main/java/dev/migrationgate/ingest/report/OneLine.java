package dev.migrationgate.ingest.report;

/**
 * Makes one line of any text. What people and databases write into reasons may be long, have line breaks and control characters, or
 * change the direction of what stands beside it.
 */
final class OneLine {
    private static final char CUT = '…';
    private static final char REPLACEMENT = '\uFFFD';

    private OneLine() {}

    /**
     * The text's words with one space between, cut where it is too long.
     *
     * @param most how many characters the line may have, at least 1
     * @return characters of the basic plane only: GitHub answers 422 to others in a status
     */
    static String of(String text, int most) {
        var line = new StringBuilder(Math.min(text.length(), most));
        boolean gap = false;
        for (int i = 0; i < text.length() && line.length() <= most; i += Character.charCount(text.codePointAt(i))) {
            int point = text.codePointAt(i);
            if (isGap(point)) {
                gap = !line.isEmpty();
            } else if (Character.getType(point) != Character.FORMAT) {
                if (gap) {
                    line.append(' ');
                    gap = false;
                }
                line.append(plain(point));
            }
        }
        if (line.length() > most) {
            line.setLength(most - 1);
            line.append(CUT);
        }
        return line.toString();
    }

    private static boolean isGap(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point) || Character.isISOControl(point);
    }

    private static char plain(int point) {
        boolean plain = Character.isBmpCodePoint(point) && Character.getType(point) != Character.SURROGATE;
        return plain ? (char) point : REPLACEMENT;
    }
}
