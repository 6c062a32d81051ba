package dev.migrationgate.ledger.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** In which form a store's folder is written. One of another form is emptied: all of it is read from Kafka again. */
final class StoreFormat {
    private static final Logger LOGGER = LoggerFactory.getLogger(StoreFormat.class);

    /** To be changed with every change of what keys or values look like. */
    private static final String CURRENT = "2";

    private static final String FILE = "FORMAT";

    private StoreFormat() {}

    /** Makes sure that a folder is there, and holds nothing of another form. */
    static void ensure(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path mark = folder.resolve(FILE);
        if (Files.exists(mark) && Files.readString(mark).strip().equals(CURRENT)) {
            return;
        }
        List<Path> old;
        try (Stream<Path> files = Files.walk(folder)) {
            old = files.filter(each -> !each.equals(folder))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        if (!old.isEmpty()) {
            LOGGER.atInfo().addKeyValue("folder", folder).log("the store has an older form, so it is built anew");
        }
        for (Path each : old) {
            Files.delete(each);
        }
        Files.writeString(mark, CURRENT + "\n");
    }
}
