package dev.migrationgate.manifests;

import dev.migrationgate.manifests.yaml.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The page that explains the findings, {@code docs/findings.md}.
 *
 * @param around the manifests that its examples are read beside
 * @param sections its sections, in order
 */
record FindingsDocument(String around, List<Section> sections) {
    private static final Pattern HEADING =
            Pattern.compile("(?m)^### (?<code>\\S+) \\((?<severity>\\w+)\\): (?<title>.+)$");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\\n(.*?)```");
    private static final Pattern LIMIT = Pattern.compile("<!-- limits: (documentBytes|documents|depth)=([0-9]+) -->");

    /**
     * What it says about one code.
     *
     * @param code the code
     * @param severity in lower case
     * @param text everything below its heading
     */
    record Section(String code, String severity, String text) {
        /** The one example. */
        String example() {
            List<String> examples =
                    EXAMPLE.matcher(text).results().map(found -> found.group(1)).toList();
            if (examples.size() != 1) {
                throw new AssertionError(code + " has " + examples.size() + " examples");
            }
            return examples.getFirst();
        }

        /** The limits to read the example with: a comment before it may lower one of them. */
        Limits limits() {
            Limits usual = Limits.DEFAULT;
            Matcher limit = LIMIT.matcher(text);
            if (!limit.find()) {
                return usual;
            }
            int value = Integer.parseInt(limit.group(2));
            return new Limits(
                    limit.group(1).equals("documentBytes") ? value : usual.documentBytes(),
                    limit.group(1).equals("documents") ? value : usual.documents(),
                    limit.group(1).equals("depth") ? value : usual.depth(),
                    usual.aliases(),
                    usual.nodes(),
                    usual.characters(),
                    usual.textNodes());
        }

        @Override
        public String toString() {
            return code;
        }
    }

    static FindingsDocument read() throws IOException {
        String text = Files.readString(Path.of("..", "docs", "findings.md"));
        List<MatchResult> headings = HEADING.matcher(text).results().toList();
        Matcher around = EXAMPLE.matcher(text.substring(0, headings.getFirst().start()));
        if (!around.find()) {
            throw new AssertionError("there are no manifests before the first section");
        }
        List<Section> sections = IntStream.range(0, headings.size())
                .mapToObj(i -> {
                    MatchResult heading = headings.get(i);
                    int end = i + 1 < headings.size() ? headings.get(i + 1).start() : text.length();
                    return new Section(
                            heading.group("code"), heading.group("severity"), text.substring(heading.end(), end));
                })
                .toList();
        return new FindingsDocument(around.group(1), sections);
    }
}
