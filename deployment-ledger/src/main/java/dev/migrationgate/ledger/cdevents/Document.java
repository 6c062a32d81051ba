package dev.migrationgate.ledger.cdevents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrationgate.ledger.json.EventJson;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Puts a CDEvent together. Of one thread. */
final class Document {
    /** The version of the specification; its schemas are what the tests hold events against. */
    static final String SPECIFICATION = "0.5.1";

    /** A message may be as long as somebody's exception; who wants all of it has the deployment's id. */
    private static final int LONGEST = 2_000;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String CHAIN = "chainId";

    private final Kind kind;
    private final ObjectNode context = JSON.objectNode();
    private final ObjectNode content = JSON.objectNode();
    private final ObjectNode custom = JSON.objectNode();
    private String subject = "";

    Document(Kind kind, String id, URI source, Instant time) {
        this.kind = kind;
        context.put("specversion", SPECIFICATION)
                .put("id", id)
                .put("source", source.toString())
                .put("type", kind.type())
                .put("timestamp", EventJson.time(time));
    }

    Document chain(String id) {
        context.put(CHAIN, id);
        return this;
    }

    /** Which event it follows from. */
    Document path(Optional<String> from) {
        from.ifPresent(id ->
                context.putArray("links").addObject().put("linkType", "PATH").set("from", object("contextId", id)));
        return this;
    }

    Document subject(String id) {
        subject = id;
        return this;
    }

    Document content(String name, String text) {
        // The schemas have no empty texts.
        if (!text.isEmpty()) {
            content.put(name, text);
        }
        return this;
    }

    Document content(String name, int number) {
        content.put(name, number);
        return this;
    }

    Document content(String name, boolean flag) {
        content.put(name, flag);
        return this;
    }

    Document content(String name, JsonNode node) {
        content.set(name, node);
        return this;
    }

    Document custom(String name, String text) {
        custom.put(name, text);
        return this;
    }

    Document custom(String name, Optional<String> text) {
        text.ifPresent(each -> custom.put(name, each));
        return this;
    }

    CdEvent event() {
        ObjectNode whole = JSON.objectNode();
        whole.set("context", context);
        ObjectNode about = whole.putObject("subject").put("id", subject);
        about.set("content", content);
        if (!custom.isEmpty()) {
            whole.set("customData", custom);
            whole.put("customDataContentType", "application/json");
        }
        String id = context.path("id").asText();
        return new CdEvent(
                kind,
                id,
                context.path("source").asText(),
                subject,
                context.path("timestamp").asText(),
                context.path(CHAIN).asText(id),
                whole.toString());
    }

    static ObjectNode object(String name, String text) {
        return JSON.objectNode().put(name, text);
    }

    /** The environment that an application is in: the first three parts of its id, since its name alone may be there again. */
    static ObjectNode environment(String application) {
        String[] levels = application.split("/", -1);
        return object("id", String.join("/", Arrays.copyOf(levels, Math.min(levels.length, 3))));
    }

    static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
