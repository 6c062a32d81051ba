package dev.migrationgate.cli.ledger;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how many. */
final class CountConverter implements ITypeConverter<Integer> {
    private static final int MOST = 100_000;

    /** For picocli. */
    CountConverter() {}

    @Override
    public Integer convert(String text) {
        try {
            int count = Integer.parseInt(text);
            if (count >= 1 && count <= MOST) {
                return count;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw new TypeConversionException("'" + text + "' is no count from 1 to " + MOST);
    }
}
