package dev.migrationgate.cli.validate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Position;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class ReportsTest {
    private static final RelativeNames NAMES = new RelativeNames(Path.of("/checkout"));

    private static final Finding ERROR = new Finding(
            "/checkout/a b/ä,c:d.yaml",
            new Position(3, 7),
            "spec.x",
            FindingCode.WRONG_TYPE,
            "100 % wrong,\nreally: yes",
            Optional.of("write it"));

    private static final Finding WARNING =
            new Finding("x.yaml", Position.START, "", FindingCode.UNKNOWN_FIELD, "not known", Optional.empty());

    @Test
    void githubsCommandsAreEscapedAsGithubReadsThem() {
        String text = written(new GithubReport(NAMES));

        assertThat(text.lines())
                .containsExactly(
                        "::error file=a b/ä%2Cc%3Ad.yaml,line=3,col=7,title=MG019::spec.x: 100 %25 wrong,%0Areally: yes"
                                + " (write it)",
                        "::warning file=x.yaml,line=1,col=1,title=MG018::not known",
                        "2 manifests in 2 files: 1 error, 1 warning");
    }

    @Test
    void sarifNamesRulesAndRelativeUris() throws IOException {
        JsonNode json = new ObjectMapper().readTree(written(new SarifReport(NAMES)));

        assertThat(json.path("version").asText()).isEqualTo("2.1.0");
        JsonNode run = json.path("runs").path(0);
        JsonNode rules = run.path("tool").path("driver").path("rules");
        assertThat(rules.findValuesAsText("id")).containsExactly("MG018", "MG019");
        JsonNode result = run.path("results").path(0);
        assertThat(result.path("ruleId").asText()).isEqualTo("MG019");
        assertThat(rules.path(result.path("ruleIndex").asInt()).path("id").asText())
                .isEqualTo("MG019");
        assertThat(result.path("level").asText()).isEqualTo("error");
        JsonNode place = result.path("locations").path(0).path("physicalLocation");
        URI uri = URI.create(place.path("artifactLocation").path("uri").asText());
        assertThat(uri.isAbsolute()).isFalse();
        assertThat(URI.create("file:///checkout/").resolve(uri).getPath()).isEqualTo("/checkout/a b/ä,c:d.yaml");
        assertThat(place.path("region").path("startLine").asInt()).isEqualTo(3);
        assertThat(place.path("region").path("startColumn").asInt()).isEqualTo(7);
    }

    @Test
    void colonsInTheFirstPartOfANameAreNoScheme() throws IOException {
        var finding = new Finding("c:d.yaml", Position.START, "", FindingCode.NOTHING, "x", Optional.empty());
        var out = new StringWriter();

        new SarifReport(NAMES).write(new Validation(1, 0, 1, 0, List.of(finding)), new PrintWriter(out));

        String uri =
                new ObjectMapper().readTree(out.toString()).findValue("uri").asText();
        assertThat(URI.create(uri).getScheme()).isNull();
        assertThat(URI.create("file:///checkout/").resolve(uri).getPath()).isEqualTo("/checkout/c:d.yaml");
    }

    @Test
    void coloursAreForTerminals() {
        assertThat(written(new TextReport(Ansi.ON))).contains("\u001b[1m\u001b[31merror");
        assertThat(written(new TextReport(Ansi.OFF))).doesNotContain("\u001b");
    }

    private static String written(Report report) {
        var out = new StringWriter();
        report.write(new Validation(2, 2, 1, 1, List.of(ERROR, WARNING)), new PrintWriter(out, true));
        return out.toString();
    }
}
