package dev.migrationgate.manifests.yaml;

import dev.migrationgate.manifests.finding.Position;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Tells what a scalar is, by the core schema and by the few tags that the schema has. */
final class Scalars {
    private static final Map<Tag, ScalarType> TYPES = Map.of(
            Tag.NULL, ScalarType.NOTHING,
            Tag.BOOL, ScalarType.TRUTH,
            Tag.INT, ScalarType.WHOLE,
            Tag.FLOAT, ScalarType.DECIMAL,
            Tag.STR, ScalarType.TEXT);
    private static final ScalarResolver RESOLVER = new CoreSchema().getScalarResolver();

    private Scalars() {}

    static Node.Scalar from(ScalarEvent event, Position position, BiConsumer<Position, String> unsupported) {
        // "!" says "not resolved": text.
        Optional<Tag> written = event.getTag().filter(tag -> !tag.equals("!")).map(Tag::new);
        Tag tag = written.orElseGet(() -> isText(event.getValue())
                ? Tag.STR
                : RESOLVER.resolve(event.getValue(), event.getImplicit().canOmitTagInPlainScalar()));
        if (written.isPresent() && !tag.equals(Tag.STR)) {
            unsupported.accept(position, "a tag other than !!str");
        }
        return new Node.Scalar(position, TYPES.getOrDefault(tag, ScalarType.TEXT), event.getValue());
    }

    /** Most are, and then no pattern has to be asked: only true, false, null and numbers are anything else. */
    private static boolean isText(String value) {
        char first = value.isEmpty() ? '~' : value.charAt(0);
        return ((first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z')) && "tTfFnN".indexOf(first) < 0;
    }
}
