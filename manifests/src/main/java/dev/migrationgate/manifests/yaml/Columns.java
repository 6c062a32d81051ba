package dev.migrationgate.manifests.yaml;

import java.util.function.IntBinaryOperator;

/**
 * Turns columns that are counted in UTF-16's units, as a parser counts them, into columns of characters, as an editor
 * counts them. As long as it is asked in the order of the text it looks at each character once: a text may be a single line.
 */
final class Columns {
    private final IntBinaryOperator charactersBetween;
    private int lineStart;
    private int counted;
    private int characters;

    /**
     * Makes columns of a text.
     *
     * @param charactersBetween how many characters the text has from one offset up to another
     */
    Columns(IntBinaryOperator charactersBetween) {
        this.charactersBetween = charactersBetween;
    }

    /**
     * The column, counted from 1, of a character.
     *
     * @param lineOffset where its line starts, in units
     * @param offset where it starts itself, in units
     */
    int column(int lineOffset, int offset) {
        if (lineOffset != lineStart || offset < counted) {
            lineStart = lineOffset;
            counted = lineOffset;
            characters = 0;
        }
        characters += charactersBetween.applyAsInt(counted, offset);
        counted = offset;
        return characters + 1;
    }
}
