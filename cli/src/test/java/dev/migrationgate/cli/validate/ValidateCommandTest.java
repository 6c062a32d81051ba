package dev.migrationgate.cli.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationgate.cli.Gate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ValidateCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void manifestsThatFitTogetherAreClean() throws IOException {
        write("a/application.yaml", Manifests.APPLICATION);
        write("a/config.yml", Manifests.LONELY_CONFIG);
        write("build.json", """
                {"apiVersion": "lowops.manifests.v1", "kind": "BuildDefinition",
                 "metadata": {"name": "orders-api", "github-repository": "orders", "github-connection": "default",
                              "organization": "acme"},
                 "spec": {"containerize": {"name": "orders-api", "registries": ["docker"]}}}""");

        int exit = gate(folder.toString());

        assertThat(out.toString()).isEqualTo("3 manifests in 3 files: no errors, no warnings\n");
        assertThat(exit).isZero();
    }

    @Test
    void aFindingIsToldLikeACompilersAndCounted() throws IOException {
        Path file = write("config.yaml", Manifests.LONELY_CONFIG);

        int exit = gate(file.toString());

        assertThat(exit).isEqualTo(1);
        assertThat(out.toString().lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith(file + ":4:9: error: metadata.name: there is no Application")
                .endsWith(" MG041");
        assertThat(out.toString()).endsWith("1 manifest in 1 file: 1 error, no warnings\n");
    }

    @Test
    void warningsCountOnlyWhereThatIsAskedFor() throws IOException {
        write("organization.yaml", Manifests.ORGANIZATION);

        assertThat(gate(folder.toString())).isZero();
        assertThat(out.toString()).contains(": warning: remark: ", "no errors, 1 warning");
        assertThat(gate(folder.toString(), "--strict")).isEqualTo(1);
    }

    @Test
    void linksAndGitsOwnFilesAreLeftOut() throws IOException {
        write("organization.yaml", Manifests.ORGANIZATION);
        write(".git/config.yaml", Manifests.LONELY_CONFIG);
        write("below/.git/config.yaml", Manifests.LONELY_CONFIG);
        write("README.md", Manifests.LONELY_CONFIG);
        Files.createSymbolicLink(folder.resolve("loop"), folder);
        Files.createSymbolicLink(folder.resolve("link.yaml"), folder.resolve("organization.yaml"));
        Files.createDirectories(folder.resolve("folder.yaml"));

        assertThat(gate(folder.toString())).as(out + "" + err).isZero();
        assertThat(out.toString()).contains("1 manifest in 1 file");
    }

    @Test
    void aFileThatIsNamedTwiceIsReadOnce() throws IOException {
        Path file = write("organization.yaml", Manifests.ORGANIZATION);

        gate(folder.toString(), file.toString(), folder + "/../" + folder.getFileName());

        assertThat(out.toString()).contains("1 manifest in 1 file");
    }

    @Test
    void standardInputIsReadWhereADashStands() {
        var input = new ByteArrayInputStream(Manifests.LONELY_CONFIG.getBytes(StandardCharsets.UTF_8));
        var command = new CommandLine(new ValidateCommand(input));

        int exit = command.setOut(new PrintWriter(out)).execute("-");

        assertThat(exit).isEqualTo(1);
        assertThat(out.toString()).startsWith("<stdin>:4:9: error: ");
    }

    @Test
    void whatIsNotThereOrHasNoManifestsIsMisuse() throws IOException {
        write("README.md", "text");

        assertThat(gate(folder.resolve("absent.yaml").toString())).isEqualTo(2);
        assertThat(gate(folder.toString())).isEqualTo(2);
        assertThat(gate(folder.toString(), "--format=xml")).isEqualTo(2);
        assertThat(gate()).isEqualTo(2);
        assertThat(err.toString())
                .contains("absent.yaml' does not exist", "there is no .yaml, .yml or .json file under", "--format");
    }

    @Test
    void aFileThatMayNotBeReadIsMisuse() throws IOException {
        Path file = write("secret.yaml", Manifests.ORGANIZATION);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        // Whoever is root may read everything.
        assumeFalse(Files.isReadable(file));

        assertThat(gate(folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("secret.yaml' cannot be read").hasLineCount(1);
    }

    @Test
    void jsonHasTheFieldsOfIngestsAnswers() throws IOException {
        write("config.yaml", Manifests.LONELY_CONFIG);

        // As with every other command; --format is the older name.
        assertThat(gate(folder.toString(), "--output=json")).isEqualTo(1);

        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.path("valid").asBoolean()).isFalse();
        assertThat(json.path("errors").asInt()).isEqualTo(1);
        JsonNode finding = json.path("findings").path(0);
        assertThat(finding.path("code").asText()).isEqualTo("MG041");
        assertThat(finding.path("severity").asText()).isEqualTo("ERROR");
        assertThat(finding.path("line").asInt()).isEqualTo(4);
        assertThat(finding.path("cure").asText()).isNotEmpty();
    }

    @Test
    void whatAUserWroteMovesNoCursor() throws IOException {
        write("a.yaml", Manifests.ORGANIZATION.replace("remark", "\"re\\e[2Jmark\\nx\""));

        gate(folder.toString());

        assertThat(out.toString()).doesNotContain("\u001b").hasLineCount(2);
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private int gate(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "validate";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Gate.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(all);
    }
}
