package dev.migrationgate.cli.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.cli.Gate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateScriptTest {
    private static final String WITH_CACHE = "-XX:AOTCache=";

    @TempDir
    private Path folder;

    private FakeCheckout checkout;

    @BeforeEach
    void build() throws IOException {
        checkout = new FakeCheckout(folder);
    }

    @Test
    void itNamesEveryCommandThatNeedsNoQuickstart() throws IOException {
        String all = String.join(" | ", Gate.commandLine().getSubcommands().keySet());

        assertThat(Path.of("../gate")).content().contains("  " + all + ")\n");
    }

    @Test
    void theFirstRunMakesACacheAndTheNextOneHasIt() throws Exception {
        String first = checkout.run("validate", "a folder");
        String second = checkout.run("lane", "list");

        assertThat(first)
                .contains(WITH_CACHE)
                .endsWith("/cli.jar validate a folder\n")
                .hasLineCount(1);
        assertThat(second)
                .contains(WITH_CACHE + checkout.files().getFirst() + " ")
                .endsWith("/cli.jar lane list\n");
        assertThat(checkout.made()).isEqualTo(1);
        assertThat(checkout.files()).hasSize(1);
    }

    @Test
    void aNewLibraryWantsANewCache() throws Exception {
        checkout.run("validate");
        Files.setLastModifiedTime(
                checkout.library(), FileTime.from(Instant.now().plusSeconds(1)));
        checkout.run("validate");

        assertThat(checkout.made()).isEqualTo(2);
    }

    @Test
    void anotherJdkHasACacheOfItsOwn() throws Exception {
        checkout.run("validate");
        checkout.version("25.0.2+4");
        checkout.run("validate");
        checkout.version("25.0.1+1");
        checkout.run("validate");

        assertThat(checkout.made()).isEqualTo(2);
        assertThat(checkout.files()).hasSize(2);
    }

    @Test
    void aDamagedCacheIsMadeAgain() throws Exception {
        checkout.run("validate");
        Files.writeString(checkout.files().getFirst(), "!", StandardOpenOption.WRITE);
        String second = checkout.run("validate");

        assertThat(second).contains(WITH_CACHE);
        assertThat(checkout.made()).isEqualTo(2);
        assertThat(checkout.files()).hasSize(1);
    }

    @Test
    void whereNoneCanBeMadeTheCommandRunsAndDoesNotTryAgain() throws Exception {
        Process first = checkout.start(Map.of("NO_CACHE", "1"), "validate");
        assertThat(FakeCheckout.said(first))
                .endsWith("/cli.jar validate\n")
                .doesNotContain(WITH_CACHE)
                .hasLineCount(1);
        String second = checkout.run("validate");

        assertThat(second).doesNotContain(WITH_CACHE);
        assertThat(checkout.made()).isEqualTo(1);
    }

    @Test
    void whatWasInterruptedIsTriedAgain() throws Exception {
        FakeCheckout.said(checkout.start(Map.of("NO_CACHE", "130"), "validate"));

        assertThat(checkout.run("validate")).contains(WITH_CACHE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
    void whatFailedWithAUsersOptionsIsTriedAgain(String variable) throws Exception {
        FakeCheckout.said(checkout.start(Map.of("NO_CACHE", "1", variable, "-Dx=y"), "validate"));

        assertThat(checkout.run("validate")).contains(WITH_CACHE);
    }

    @Test
    void whereNothingCanBeWrittenTheCommandRuns() throws Exception {
        Files.writeString(checkout.caches(), "no folder");

        assertThat(checkout.run("validate")).endsWith("/cli.jar validate\n").doesNotContain(WITH_CACHE);
        assertThat(checkout.made()).isZero();
    }

    @Test
    void twoFirstRunsAtOnceAreNotInEachOthersWay() throws Exception {
        List<Process> both = List.of(checkout.start(Map.of(), "validate"), checkout.start(Map.of(), "plan"));

        for (Process one : both) {
            assertThat(FakeCheckout.said(one)).contains(WITH_CACHE).hasLineCount(1);
        }
        assertThat(checkout.run("validate")).contains(WITH_CACHE);
    }

    @Test
    void aJdkWhoseVersionBeginsLikeAnothersHasItsOwnAndLeavesTheOthers() throws Exception {
        checkout.version("25.0.1+1-LTS");
        checkout.run("validate");
        Path other = checkout.files().getFirst();
        checkout.version("25.0.1+1");
        String said = checkout.run("validate");

        assertThat(said).contains(WITH_CACHE).doesNotContain(other.toString());
        assertThat(checkout.made()).isEqualTo(2);
        assertThat(checkout.files()).hasSize(2).contains(other);
    }

    @Test
    void whatAKilledProcessLeftBehindIsRemovedAfterTheNextBuild() throws Exception {
        checkout.run("validate");
        String base = checkout.files().getFirst().toString().replaceFirst("-\\d+-\\d+\\.aot$", "");
        Path left = Files.writeString(Path.of(base + ".aB3dE5"), "half of a cache");
        Path settings = Files.writeString(Path.of(base + ".aB3dE5.config"), "and how to make it");
        Path others = Files.writeString(Path.of(base + ".xY7zW9"), "another process makes it");
        Files.setLastModifiedTime(others, FileTime.from(Instant.now().plusSeconds(2)));
        Files.setLastModifiedTime(
                checkout.library(), FileTime.from(Instant.now().plusSeconds(1)));
        checkout.run("validate");

        assertThat(left).doesNotExist();
        assertThat(settings).doesNotExist();
        assertThat(others).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xshare:auto", "-Xlog:gc"})
    void aUsersOwnArchiveAndLogAreLeftToTheUser(String option) throws Exception {
        Process process = checkout.start(Map.of("JAVA_TOOL_OPTIONS", option), "validate");

        assertThat(FakeCheckout.said(process)).doesNotContain(WITH_CACHE);
    }

    @Test
    void theQuickstartHasTheRest() throws Exception {
        assertThat(checkout.run("demo")).endsWith("/quickstart.jar demo\n").doesNotContain(WITH_CACHE);
        assertThat(checkout.run("--help")).endsWith("/quickstart.jar --help\n");
        assertThat(checkout.run()).endsWith("/quickstart.jar\n");
        assertThat(checkout.made()).isZero();
    }
}
