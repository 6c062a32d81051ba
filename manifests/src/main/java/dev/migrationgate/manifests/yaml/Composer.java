package dev.migrationgate.manifests.yaml;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.finding.Position;
import dev.migrationgate.manifests.yaml.DocumentReader.Source;
import java.util.ArrayList;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Makes nodes of the parser's events. The library's own composer is not used: it has no limit on depth, and it would
 * throw on a duplicate key where we go on, to report everything at once.
 */
final class Composer {
    /** What a node costs once its aliases are replaced: how many nodes, characters and levels it is. */
    private record Composed(Node node, int nodes, int characters, int levels) {}

    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setParseComments(false).build();

    private final Source source;
    private final Limits limits;
    private final Findings findings;
    private final ParserImpl events;
    private Anchors<Composed> anchors = new Anchors<>();
    private final NodeCount nodeCount;
    private final Trail trail = new Trail();
    private int charactersSoFar;

    /** Makes nodes of one piece of a text; {@code nodeCount} goes on counting from the piece before. */
    Composer(Source source, String text, Limits limits, NodeCount nodeCount, Findings findings) {
        this.source = source;
        this.limits = limits;
        this.nodeCount = nodeCount;
        this.findings = findings;
        this.events = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text));
    }

    /** The next document's root; empty after the last. */
    Optional<Node> next() {
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case DocumentStart -> {
                    anchors = new Anchors<>();
                    nodeCount.startDocument();
                    charactersSoFar = 0;
                }
                case Scalar, SequenceStart, MappingStart, Alias -> {
                    return Optional.of(compose(event, 1).node());
                }
                case StreamStart, StreamEnd, DocumentEnd, SequenceEnd, MappingEnd, Comment -> {
                    // Nothing to make of these.
                }
            }
        }
        return Optional.empty();
    }

    private Composed compose(Event event, int depth) {
        if (event instanceof AliasEvent alias) {
            return resolve(alias, depth);
        }
        count(event, 1, "");
        if (event instanceof ScalarEvent scalar) {
            int characters = scalar.getValue().length();
            charactersSoFar += characters;
            Composed composed = new Composed(Scalars.from(scalar, at(event), this::unsupported), 1, characters, 0);
            scalar.getAnchor().ifPresent(anchor -> anchors.set(anchor, composed));
            return composed;
        }
        if (depth > limits.depth()) {
            throw stop(event, FindingCode.TOO_DEEP, "nested deeper than " + limits.depth() + " levels");
        }
        Optional<Anchor> anchor = ((NodeEvent) event).getAnchor();
        anchor.ifPresent(anchors::open);
        if (event instanceof CollectionStartEvent start && start.getTag().isPresent()) {
            unsupported(at(event), "a tag");
        }
        Composed composed = event instanceof MappingStartEvent ? mapping(event, depth) : sequence(event, depth);
        anchor.ifPresent(name -> anchors.set(name, composed));
        return composed;
    }

    private Composed sequence(Event start, int depth) {
        var items = new ArrayList<Node>();
        int nodes = 1;
        int characters = 0;
        int levels = 0;
        trail.enter();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            trail.item(items.size());
            Composed item = compose(event, depth + 1);
            items.add(item.node());
            nodes += item.nodes();
            characters += item.characters();
            levels = Math.max(levels, item.levels());
        }
        trail.leave();
        return new Composed(new Node.Sequence(at(start), items), nodes, characters, levels + 1);
    }

    private Composed mapping(Event start, int depth) {
        var entries = new Entries(source.file(), trail, findings);
        int nodes = 1;
        int characters = 0;
        int levels = 0;
        trail.enter();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            trail.noKey();
            Composed key = compose(event, depth + 1);
            Position keyPosition = at(event);
            String name = key(key.node());
            Composed value = compose(events.next(), depth + 1);
            nodes += value.nodes() + 1;
            characters += key.characters() + value.characters();
            levels = Math.max(levels, value.levels());
            entries.add(name, keyPosition, value.node());
        }
        trail.leave();
        return new Composed(entries.mapping(at(start)), nodes, characters, levels + 1);
    }

    /** Goes to the key, and gives its name. */
    private String key(Node key) {
        if (key instanceof Node.Scalar scalar) {
            trail.key(scalar.text());
            if (scalar.text().equals("<<")) {
                unsupported(key.position(), "a merge key");
            }
            return scalar.text();
        }
        unsupported(key.position(), "a key that is " + key.described());
        trail.key("?");
        return "?";
    }

    private Composed resolve(AliasEvent alias, int depth) {
        String name = alias.getAlias().getValue();
        if (anchors.countAlias() > limits.aliases()) {
            String message = "the document has more than " + limits.aliases() + " aliases";
            throw stop(alias, FindingCode.TOO_MANY_ALIASES, message);
        }
        if (anchors.isOpen(alias.getAlias())) {
            throw stop(alias, FindingCode.TOO_MANY_ALIASES, "the alias *" + name + " stands inside of what it names");
        }
        Composed target = anchors.find(alias.getAlias())
                .orElseThrow(
                        () -> stop(alias, FindingCode.SYNTAX, "there is no anchor &" + name + " before this alias"));
        count(alias, target.nodes(), "with its aliases replaced ");
        charactersSoFar += target.characters();
        if (charactersSoFar > limits.characters()) {
            String message = "with its aliases replaced the document has more than %,d characters"
                    .formatted(limits.characters());
            throw stop(alias, FindingCode.TOO_MANY_ALIASES, message);
        }
        if (depth - 1 + target.levels() > limits.depth()) {
            throw stop(alias, FindingCode.TOO_DEEP, "nested deeper than " + limits.depth() + " levels");
        }
        return target;
    }

    private void count(Event event, int nodes, String counted) {
        nodeCount.add(nodes);
        if (nodeCount.isBeyondDocument()) {
            String message = counted + "the document has more than " + limits.nodes() + " nodes";
            throw stop(event, FindingCode.TOO_MANY_ALIASES, message);
        }
        if (nodeCount.isBeyondText()) {
            throw new Unreadable(nodeCount.beyondText(source.file(), at(event)));
        }
    }

    private void unsupported(Position position, String what) {
        String message = "manifests do not use " + what;
        findings.add(source.file(), position, trail.path(), FindingCode.UNSUPPORTED_YAML, message, "write it out");
    }

    private Unreadable stop(Event event, FindingCode code, String message) {
        return new Unreadable(new Finding(source.file(), at(event), trail.path(), code, message, Optional.empty()));
    }

    private Position at(Event event) {
        return event.getStartMark().map((Mark mark) -> source.at(mark)).orElseGet(() -> source.at(0, 0));
    }
}
