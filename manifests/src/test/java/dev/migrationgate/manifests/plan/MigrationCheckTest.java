package dev.migrationgate.manifests.plan;

import static dev.migrationgate.manifests.plan.GuideExample.APPLICATION;
import static dev.migrationgate.manifests.plan.GuideExample.BUILD;
import static dev.migrationgate.manifests.plan.GuideExample.CONFIG;
import static dev.migrationgate.manifests.plan.GuideExample.DATABASE;
import static dev.migrationgate.manifests.plan.GuideExample.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.finding.FindingCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The image of a Go program has no shell. */
class MigrationCheckTest {
    private static final String GO = BUILD.replace("type: JAVA", "type: GOLANG");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "command: [sh, -c, migrate]",
                "command: [/bin/sh]",
                "command: [/usr/bin/bash, -c]",
                "command: [/usr/bin/env, migrate]",
                "command: [/migrate.sh]",
                "command: [./db/UP.SH]",
                "args: [/migrate.sh]"
            })
    void aShellOrAScriptCannotRunInIt(String entrypoint) {
        assertThat(plan(APPLICATION, config(entrypoint), GO, DATABASE).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo(FindingCode.NO_SHELL);
                    assertThat(finding.isError()).isFalse();
                    assertThat(finding.path()).matches("spec.migrationJobContainer.(command|args)\\[0]");
                    assertThat(finding.line()).isEqualTo(36);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"command: [/app/migrate, up.sh]", "command: [/app/flush]", "args: [migrate, --sh]"})
    void theProgramItselfCan(String entrypoint) {
        assertThat(plan(APPLICATION, config(entrypoint), GO, DATABASE).findings())
                .isEmpty();
    }

    @Test
    void otherImagesMayHaveAShell() {
        String shell = config("command: [/bin/sh]");

        assertThat(plan(APPLICATION, shell, BUILD, DATABASE).findings()).isEmpty();
        assertThat(plan(APPLICATION, config("{image: flyway:12, command: [/bin/sh]}"), GO, DATABASE)
                        .findings())
                .isEmpty();
        assertThat(plan(APPLICATION, shell.replace("  container:\n", "  container:\n    image: a/b\n"), GO, DATABASE)
                        .findings())
                .isEmpty();
    }

    private static String config(String entrypoint) {
        return CONFIG.replace("command: [java, -cp, lib/*, Migrate]", entrypoint);
    }
}
