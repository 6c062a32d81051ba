package dev.migrationgate.manifests.yaml;

import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.finding.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads the documents of a YAML or JSON text. It never throws on account of the text. */
public final class DocumentReader {
    /** The cure where a text has too much in it. */
    static final String SPLIT = "split the request";

    private final Limits limits;

    /** Makes a reader that holds these limits. It keeps nothing between texts and may be used by several threads. */
    public DocumentReader(Limits limits) {
        this.limits = limits;
    }

    /**
     * Reads the documents that can be read, in order; what cannot be read becomes findings. A text that is JSON is one
     * document, and any other is YAML.
     *
     * @param file what findings call the text
     * @param text any text
     * @param findings where findings go
     */
    public List<Node> read(String file, String text, Findings findings) {
        Optional<Node> json = tryJson(file, withoutMark(text), findings);
        return json.isPresent() ? List.of(json.get()) : readYaml(file, withoutMark(text), findings);
    }

    /**
     * Reads a text that is announced as JSON, and so has to be JSON: {@link #read} would go on to read any other as YAML.
     *
     * @param file what findings call the text
     * @param text any text
     * @param findings where findings go
     * @return the one document; none where a finding says why the text is not read
     */
    public List<Node> readJson(String file, String text, Findings findings) {
        String json = withoutMark(text);
        // Before it is composed: what is too large is not worth the work, well-formed or not.
        if (isTooLarge(new Source(file, 0), new Chunk(1, json), findings)) {
            return List.of();
        }
        var found = new Findings();
        try {
            Node root = new JsonComposer(file, json, limits, found).compose();
            found.sorted().forEach(findings::add);
            return List.of(root);
        } catch (Unreadable e) {
            findings.add(e.finding());
            return List.of();
        }
    }

    /** The root, if the text is JSON within the limits; what is wrong with any other text is for YAML's reader to say. */
    private Optional<Node> tryJson(String file, String text, Findings findings) {
        // Most texts are YAML that begins with a letter, for which no parser has to be asked.
        if (!isMappingOrList(text) || new Chunk(1, text).isLargerThan(limits.documentBytes())) {
            return Optional.empty();
        }
        var found = new Findings();
        try {
            Node root = new JsonComposer(file, text, limits, found).compose();
            found.sorted().forEach(findings::add);
            return Optional.of(root);
        } catch (Unreadable _) {
            return Optional.empty();
        }
    }

    private List<Node> readYaml(String file, String text, Findings findings) {
        var documents = new ArrayList<Node>();
        var nodeCount = new NodeCount(limits);
        int chunks = 0;
        for (Chunk chunk : Chunk.split(text)) {
            if (chunks++ >= limits.documents() || documents.size() > limits.documents()) {
                String message = "there are more than " + limits.documents() + " documents";
                var position = new Position(chunk.firstLine(), 1);
                findings.add(file, position, "", FindingCode.TOO_MANY_DOCUMENTS, message, SPLIT);
                break;
            }
            readChunk(new Source(file, chunk.firstLine() - 1), chunk, nodeCount, documents, findings);
            if (nodeCount.isBeyondText()) {
                break;
            }
        }
        return documents;
    }

    private static boolean isMappingOrList(String text) {
        String json = text.stripLeading();
        return json.startsWith("{") || json.startsWith("[");
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private void readChunk(Source source, Chunk chunk, NodeCount nodeCount, List<Node> documents, Findings findings) {
        if (isTooLarge(source, chunk, findings) || hasUnprintable(source, chunk.text(), findings)) {
            return;
        }
        var composer = new Composer(source, chunk.text(), limits, nodeCount, findings);
        try {
            for (Optional<Node> next = composer.next(); next.isPresent(); next = composer.next()) {
                documents.add(next.get());
            }
        } catch (Unreadable e) {
            findings.add(e.finding());
        } catch (MarkedYamlEngineException e) {
            Position position = e.getProblemMark().map(source::at).orElse(source.at(0, 0));
            findings.add(source.file(), position, "", FindingCode.SYNTAX, "this is not YAML: " + problem(e));
        } catch (YamlEngineException e) {
            findings.add(source.file(), source.at(0, 0), "", FindingCode.SYNTAX, "this is not YAML");
        }
    }

    private boolean isTooLarge(Source source, Chunk chunk, Findings findings) {
        boolean tooLarge = chunk.isLargerThan(limits.documentBytes());
        if (tooLarge) {
            String message = "the document has %,d bytes; at most %,d are allowed"
                    .formatted(chunk.sizeBytes(), limits.documentBytes());
            findings.add(source.file(), source.at(0, 0), "", FindingCode.DOCUMENT_TOO_LARGE, message);
        }
        return tooLarge;
    }

    /** The parser's own message quotes the text around the problem, which may be a secret; its problem alone does not. */
    private static String problem(MarkedYamlEngineException e) {
        return Optional.ofNullable(e.getProblem())
                .map(text -> text.lines().findFirst().orElse(""))
                .orElse("malformed");
    }

    private static boolean hasUnprintable(Source source, String text, Findings findings) {
        if (isPlain(text)) {
            return false;
        }
        int line = 0;
        int column = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int character = text.codePointAt(at);
            if (!StreamReader.isPrintable(character)) {
                String message = "the character U+%04X may not stand in YAML".formatted(character);
                findings.add(source.file(), source.at(line, column), "", FindingCode.SYNTAX, message);
                return true;
            }
            // As Chunk and the parser count them: a line ends with a line feed, a carriage return, or both.
            boolean ends = character == '\n' || (character == '\r' && !text.startsWith("\n", at + 1));
            line += ends ? 1 : 0;
            column = ends ? 0 : column + 1;
        }
        return false;
    }

    /** Whether all of it is ASCII that may stand in YAML, as is the case with almost all texts. */
    private static boolean isPlain(String text) {
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if ((character < 0x20 && character != '\n') || character > 0x7e) {
                return false;
            }
        }
        return true;
    }

    /** A file, and how many of its lines come before the piece that is being parsed. */
    record Source(String file, int linesBefore) {
        Position at(Mark mark) {
            return at(mark.getLine(), mark.getColumn());
        }

        Position at(int line, int column) {
            return new Position(linesBefore + line + 1, column + 1);
        }
    }
}
