package dev.migrationgate.cli.ledger;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How a deployment may stand, as the ledger and people write it. */
final class Statuses implements Iterable<String> {
    static final List<String> HELD = List.of("held");
    static final List<String> MOVING = List.of("waiting", "migrating", "rolling-out");
    static final List<String> ENDED = List.of("deployed", "failed", "cancelled", "superseded");

    private static final List<String> ALL =
            Stream.of(MOVING, HELD, ENDED).flatMap(List::stream).toList();

    /** For picocli. */
    Statuses() {}

    @Override
    public Iterator<String> iterator() {
        return ALL.iterator();
    }

    /** Takes no other. */
    static final class Converter implements ITypeConverter<String> {
        /** For picocli. */
        Converter() {}

        @Override
        public String convert(String text) {
            if (!ALL.contains(text)) {
                throw new TypeConversionException("'" + text + "' is none of " + String.join(", ", ALL));
            }
            return text;
        }
    }
}
