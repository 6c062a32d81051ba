package dev.migrationgate.manifests.yaml;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.finding.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Makes nodes of JSON, and of nothing but JSON. YAML's parser is not enough for that: it takes much that is not JSON, and
 * refuses some that is, such as a line break between a key and its colon.
 */
final class JsonComposer {
    /** The text's size is bounded before, so a long key or number in it needs no bound of its own. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            // Jackson's own keeps them for each thread, and a virtual thread reads one text only.
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .build();

    private static final String WANTED = "was expecting ";

    private final String file;
    private final String text;
    private final Limits limits;
    private final Findings findings;
    private final Columns columns;
    private final Trail trail = new Trail();
    private int nodesSoFar;

    JsonComposer(String file, String text, Limits limits, Findings findings) {
        this.file = file;
        this.text = text;
        this.limits = limits;
        this.findings = findings;
        this.columns = new Columns(text::codePointCount);
    }

    /**
     * The one value of the text.
     *
     * @throws Unreadable it is not JSON, or goes beyond a limit
     */
    Node compose() {
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() == null) {
                throw notJson(json.currentLocation(), "there is nothing");
            }
            Node root = value(json, 1);
            if (json.nextToken() != null) {
                throw notJson(
                        json.currentTokenLocation(),
                        "nothing may follow the value; several manifests are written as a list");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw notJson(e.getLocation(), problem(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value that the parser stands at. */
    private Node value(JsonParser json, int depth) throws IOException {
        Position position = at(json.currentTokenLocation());
        if (++nodesSoFar > limits.nodes()) {
            throw stop(
                    position, FindingCode.TOO_MANY_ALIASES, "the document has more than " + limits.nodes() + " nodes");
        }
        return switch (json.currentToken()) {
            case START_OBJECT -> mapping(json, position, depth);
            case START_ARRAY -> list(json, position, depth);
            case VALUE_STRING -> new Node.Scalar(position, ScalarType.TEXT, json.getText());
            case VALUE_NUMBER_INT -> new Node.Scalar(position, ScalarType.WHOLE, json.getText());
            case VALUE_NUMBER_FLOAT -> new Node.Scalar(position, ScalarType.DECIMAL, json.getText());
            case VALUE_TRUE, VALUE_FALSE -> new Node.Scalar(position, ScalarType.TRUTH, json.getText());
            case VALUE_NULL -> new Node.Scalar(position, ScalarType.NOTHING, json.getText());
            default -> throw notJson(json.currentTokenLocation(), "a value has to stand here");
        };
    }

    private Node mapping(JsonParser json, Position position, int depth) throws IOException {
        bound(position, depth);
        var entries = new Entries(file, trail, findings);
        trail.enter();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            Position keyPosition = at(json.currentTokenLocation());
            json.nextToken();
            trail.key(key);
            entries.add(key, keyPosition, value(json, depth + 1));
        }
        trail.leave();
        return entries.mapping(position);
    }

    private Node list(JsonParser json, Position position, int depth) throws IOException {
        bound(position, depth);
        var items = new ArrayList<Node>();
        trail.enter();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            trail.item(items.size());
            items.add(value(json, depth + 1));
        }
        trail.leave();
        return new Node.Sequence(position, items);
    }

    /** The depth is bounded because every level is a call. */
    private void bound(Position position, int depth) {
        if (depth > limits.depth()) {
            throw stop(position, FindingCode.TOO_DEEP, "nested deeper than " + limits.depth() + " levels");
        }
    }

    /** What was wanted, in the parser's words. What it found instead it quotes, which may be a secret. */
    private static String problem(JsonProcessingException e) {
        if (e instanceof JsonEOFException) {
            return "it ends too early";
        }
        String message = e.getOriginalMessage();
        int wanted = message.lastIndexOf(WANTED);
        return wanted < 0 ? "something here is malformed" : "expected " + message.substring(wanted + WANTED.length());
    }

    /** The parser counts UTF-16's units, and an editor characters. */
    private Position at(JsonLocation location) {
        int offset = Math.min(Math.toIntExact(location.getCharOffset()), text.length());
        int lineOffset = Math.max(0, offset - (location.getColumnNr() - 1));
        return new Position(location.getLineNr(), columns.column(lineOffset, offset));
    }

    private Unreadable notJson(JsonLocation location, String problem) {
        Optional<String> cure = Optional.of("mend it, or announce YAML as YAML");
        return new Unreadable(
                new Finding(file, at(location), "", FindingCode.SYNTAX, "this is not JSON: " + problem, cure));
    }

    private Unreadable stop(Position position, FindingCode code, String message) {
        return new Unreadable(new Finding(file, position, trail.path(), code, message, Optional.empty()));
    }
}
