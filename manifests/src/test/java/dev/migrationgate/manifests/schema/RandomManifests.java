package dev.migrationgate.manifests.schema;

import dev.migrationgate.manifests.model.Format;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.Shape;
import dev.migrationgate.manifests.model.Shapes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Manifests made from the shapes, as trees of maps, lists, texts, numbers and truth values; and one thing in them broken. The
 * same seed makes the same.
 */
final class RandomManifests {
    /** A place of a tree that can be broken: sets another value there. */
    private record Place(Shape shape, boolean required, java.util.function.Consumer<@Nullable Object> set) {}

    private final Random random;
    private final List<Place> places = new ArrayList<>();
    /** Each writes one of the fields that there are in snake_case. */
    private final List<Runnable> misspellings = new ArrayList<>();

    RandomManifests(long seed) {
        this.random = new Random(seed);
    }

    /** A manifest that has the shape of its kind. */
    Map<String, Object> good(Kind kind) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", kind.paths().isEmpty() ? goodText(Format.WIDE_NAME) : "orders-api");
        if (!kind.paths().isEmpty()) {
            pick(kind.paths()).stream().sorted().forEach(key -> metadata.put(key, "shop"));
        }
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("apiVersion", Manifest.API_VERSION);
        manifest.put("kind", kind.text());
        manifest.put("metadata", metadata);
        Optional<Shape.Struct> shape = Shapes.of(kind);
        manifest.put(
                "spec",
                shape.isPresent() ? value(shape.get()) : Map.of("anything", List.of(1, "two", Map.of("a", true))));
        return manifest;
    }

    /** Breaks one thing in the manifest that was made last; says what. */
    String breakOne(Map<String, Object> manifest) {
        int choice = random.nextInt(misspellings.isEmpty() ? 4 : places.isEmpty() ? 6 : 12);
        switch (choice) {
            case 0 -> manifest.remove(pick(List.of("apiVersion", "kind", "metadata", "spec")));
            case 1 -> manifest.put("computed", Map.of("host", "h"));
            case 2 -> metadata(manifest).put(pick(List.of("colour", "unit", "env")), "x");
            case 3 -> metadata(manifest).put("name", pick(List.of("", "-a", "a/b", "a b", "ä", "a".repeat(129))));
            case 4, 5 -> pick(misspellings).run();
            default -> {
                Place place = pick(places);
                Object bad = bad(place);
                place.set().accept(bad);
                return place + " := " + bad;
            }
        }
        return "choice " + choice;
    }

    @SuppressWarnings("unchecked") // Made above.
    private static Map<String, Object> metadata(Map<String, Object> manifest) {
        return (Map<String, Object>) manifest.get("metadata");
    }

    private @Nullable Object bad(Place place) {
        if (place.required() && random.nextInt(4) == 0) {
            return null;
        }
        return switch (place.shape()) {
            case Shape.Text text ->
                random.nextBoolean() || text.format() == Format.ANY
                        ? pick(List.of(List.of(), Map.of()))
                        : badText(text.format());
            case Shape.OneOf _ -> pick(List.of("", "nothing of that", "ALL ", 7, true, List.of("ALL")));
            case Shape.Flag _ -> pick(List.of("yes", "true", 1, List.of(), Map.of()));
            case Shape.Whole whole -> pick(List.of(whole.min() - 1, whole.max() + 1L, "12", 1.5, true, List.of(1)));
            case Shape.ListOf _ -> pick(List.of("a", 1, true, Map.of()));
            case Shape.MapOf map ->
                pick(List.of(
                        "a",
                        1,
                        List.of(),
                        Map.of(map.keys() == Shape.Keys.PORTS ? "65536" : "-x", value(map.value()))));
            case Shape.Struct _ -> pick(List.of("a", 1, false, List.of()));
            case Shape.Anything _ -> throw new IllegalStateException("nothing is wrong there");
        };
    }

    private String badText(Format format) {
        return pick(
                switch (format) {
                    case ANY -> throw new IllegalStateException("any text is right");
                    case NAME, WIDE_NAME, VERSION -> List.of("", "-a", "a b", "a/b", "ü", "a".repeat(129), "a\n");
                    case IDENTIFIER -> List.of("", "Orders", "1a", "pg_x", "postgres", "user", "a".repeat(64), "a\n");
                    case EXTENSION -> List.of("", "a--b", "a-", "A", "a".repeat(64), "1");
                    case VARIABLE -> List.of("", "1A", "A-B", "A B", "A".repeat(256));
                    case IMAGE -> List.of("", "UPPER/case", "a:b:c", "a@sha256:1", "a//b", "a".repeat(600));
                    case URL_PATH -> List.of("", "healthz", "/a b", "/%zz", "/" + "a".repeat(256));
                    case QUANTITY -> List.of("", "1.", "m", "1Ti", "-1", "1234567890");
                });
    }

    private String goodText(Format format) {
        return pick(
                switch (format) {
                    case ANY -> List.of("", "some text", "ä\n\t\"");
                    case WIDE_NAME -> List.of("a", "jane.doe+b@acme.example");
                    case NAME, VERSION -> List.of("a", "1.2.3", "A_b-c.d", "a".repeat(128));
                    case IDENTIFIER -> List.of("orders", "_a", "a-b_1", "a".repeat(63), "postgres_x");
                    case EXTENSION -> List.of("pgcrypto", "uuid-ossp", "a".repeat(63));
                    case VARIABLE -> List.of("A", "_a", "DATABASE_URL", "A".repeat(255));
                    case IMAGE -> List.of("a", "host.example:5000/a/b:1.2", "a__b/c-d", "a@sha256:" + "0f".repeat(32));
                    case URL_PATH -> List.of("/", "/healthz?a=b&c", "/50%25");
                    case QUANTITY -> List.of("1", "500m", "512Mi", "0.5");
                });
    }

    private Object value(Shape shape) {
        return switch (shape) {
            case Shape.Text text -> goodText(text.format());
            case Shape.OneOf words ->
                random.nextBoolean() ? pick(words.words()) : pick(words.words()).toUpperCase(java.util.Locale.ROOT);
            case Shape.Flag _ -> random.nextBoolean();
            case Shape.Whole whole -> pick(List.of(whole.min(), whole.max(), Math.min(whole.max(), whole.min() + 1)));
            case Shape.ListOf list -> list(list);
            case Shape.MapOf map -> {
                Map<String, Object> made = new LinkedHashMap<>();
                String key = map.keys() == Shape.Keys.PORTS ? pick(List.of("1", "8080", "65535")) : "mail-key";
                made.put(key, value(map.value()));
                yield made;
            }
            case Shape.Struct struct -> struct(struct);
            case Shape.Anything _ -> pick(List.of(1, "a", List.of(), Map.of("a_b", 1)));
        };
    }

    /** With one item at most: some lists must not have two alike. */
    private List<Object> list(Shape.ListOf list) {
        List<Object> made = new ArrayList<>();
        if (random.nextInt(4) > 0) {
            made.add(value(list.item()));
            breakable(list.item(), false, bad -> made.set(0, bad));
        }
        return made;
    }

    private Map<String, Object> struct(Shape.Struct struct) {
        Map<String, Object> made = new LinkedHashMap<>();
        struct.fields().forEach((name, shape) -> {
            boolean required = struct.required().contains(name);
            int luck = random.nextInt(6);
            if (required || luck > 1) {
                made.put(name, value(shape));
                breakable(shape, required, bad -> made.put(name, bad));
            } else if (luck == 0) {
                // Nothing is only a warning where nothing has to be.
                made.put(name, null);
            }
        });
        struct.fields().keySet().stream()
                .filter(name -> name.matches(".*[A-Z].*"))
                .forEach(name -> misspellings.add(
                        () -> made.put(name.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT), "x")));
        return made;
    }

    private void breakable(Shape shape, boolean required, java.util.function.Consumer<@Nullable Object> set) {
        if (!(shape instanceof Shape.Anything)) {
            places.add(new Place(shape, required, set));
        }
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
