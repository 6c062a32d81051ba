package dev.migrationgate.manifests.schema;

import dev.migrationgate.manifests.model.Format;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.Shape;
import dev.migrationgate.manifests.model.Shapes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The JSON Schemas (draft 2020-12) of all kinds of manifest. They have no {@code $id}: where they refer to each other, it is
 * by the name of the file beside them.
 */
public final class Schemas {
    /** The file that is for manifests of any kind. */
    public static final String ANY_KIND = "manifest.schema.json";

    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";
    private static final Json.Fields NAME = ShapeSchema.required(new Shape.Text(Format.NAME));
    private static final Json.Fields WIDE_NAME = ShapeSchema.required(new Shape.Text(Format.WIDE_NAME));
    private static final List<String> FIELDS = List.of("apiVersion", "kind", "metadata", "spec");

    private Schemas() {}

    /** The name of the file that has a kind's schema, for example {@code deployment-config.schema.json}. */
    public static String file(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".schema.json";
    }

    /** All of them: name of the file to its text, one for each kind and one that chooses among these. */
    public static Map<String, String> files() {
        var files = new LinkedHashMap<String, String>();
        for (Kind kind : Kind.values()) {
            Json.Fields head = Json.Fields.NONE
                    .with("$schema", DRAFT)
                    .with("title", kind.text())
                    .with("description", Descriptions.of(kind));
            files.put(file(kind), head.with(manifest(Optional.of(kind))).text() + "\n");
        }
        files.put(ANY_KIND, anyKind().text() + "\n");
        return files;
    }

    private static Json.Fields manifest(Optional<Kind> kind) {
        Json.Fields properties = Json.Fields.NONE
                .with("apiVersion", Json.Fields.NONE.with("const", Manifest.API_VERSION))
                .with("kind", kind.map(known -> constant(known.text())).orElse(NAME))
                .with("metadata", metadata(kind.map(Kind::paths).orElse(List.of())))
                .with("spec", spec(kind.flatMap(Shapes::of)))
                .with("computed", ShapeSchema.NOTHING.with("description", "Only the platform writes this."));
        return Json.Fields.NONE
                .with("type", "object")
                .with("properties", properties)
                .with("required", Json.Items.texts(FIELDS));
    }

    private static Json.Fields metadata(List<Set<String>> paths) {
        if (paths.isEmpty()) {
            return Json.Fields.NONE
                    .with("type", "object")
                    .with("propertyNames", Json.Fields.NONE.with("pattern", Format.NAME.pattern()))
                    .with("additionalProperties", WIDE_NAME)
                    .with("required", Json.Items.texts(List.of("name")));
        }
        List<Json> dialects = new ArrayList<>();
        for (Set<String> path : paths) {
            Json.Fields properties = Json.Fields.NONE.with("name", NAME);
            for (String key : new TreeSet<>(path)) {
                properties = properties.with(key, NAME);
            }
            dialects.add(Json.Fields.NONE
                    .with("type", "object")
                    .with("properties", properties)
                    .with("required", Json.Items.texts(properties.values().keySet()))
                    // Editors show this; "false" would say nothing.
                    .with("additionalProperties", ShapeSchema.NOTHING));
        }
        return dialects.size() == 1
                ? (Json.Fields) dialects.getFirst()
                : Json.Fields.NONE.with("anyOf", new Json.Items(dialects));
    }

    /** A kind whose fields are not known may have any, but for the platform's. */
    private static Json.Fields spec(Optional<Shape.Struct> shape) {
        Json.Fields schema = shape.map(ShapeSchema::required)
                .orElseGet(() -> Json.Fields.NONE.with("not", Json.Fields.NONE.with("type", "null")));
        Json.Fields properties =
                schema.values().get("properties") instanceof Json.Fields known ? known : Json.Fields.NONE;
        return schema.with("properties", properties.with("computed", ShapeSchema.NOTHING));
    }

    /** A document may be a manifest or a list of them. */
    private static Json.Fields anyKind() {
        Json.Fields one = Json.Fields.NONE.with("$ref", "#/$defs/manifest");
        List<String> kinds = Arrays.stream(Kind.values()).map(Kind::text).toList();
        List<Json> choices = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            Json.Fields reference = Json.Fields.NONE.with("$ref", file(kind));
            choices.add(whereKind(constant(kind.text())).with("then", reference));
        }
        Json.Fields known = Json.Fields.NONE.with("enum", Json.Items.texts(kinds));
        choices.add(whereKind(Json.Fields.NONE.with("not", known)).with("then", manifest(Optional.empty())));
        Json.Fields kind = Json.Fields.NONE.with("anyOf", Json.Items.of(known, NAME));
        Json.Fields manifest = Json.Fields.NONE
                .with("type", "object")
                .with("properties", Json.Fields.NONE.with("kind", kind))
                .with("required", Json.Items.texts(FIELDS))
                .with("allOf", new Json.Items(choices));
        return Json.Fields.NONE
                .with("$schema", DRAFT)
                .with("title", "Manifest")
                .with("description", "A manifest of any kind, or a list of manifests.")
                .with("if", Json.Fields.NONE.with("type", "array"))
                .with("then", Json.Fields.NONE.with("items", one))
                .with("else", one)
                .with("$defs", Json.Fields.NONE.with("manifest", manifest));
    }

    private static Json.Fields whereKind(Json.Fields schema) {
        Json.Fields condition = Json.Fields.NONE
                .with("properties", Json.Fields.NONE.with("kind", schema))
                .with("required", Json.Items.texts(List.of("kind")));
        return Json.Fields.NONE.with("if", condition);
    }

    private static Json.Fields constant(String text) {
        return Json.Fields.NONE.with("const", text);
    }
}
