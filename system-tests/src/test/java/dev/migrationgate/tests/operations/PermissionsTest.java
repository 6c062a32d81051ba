package dev.migrationgate.tests.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The permissions that the Terraform module gives are for the calls that the services make. */
class PermissionsTest {
    /** Asked of a project that cannot exist: any answer is as good, a refusal included. */
    private static final String ASKED_OF_NOBODY = "Jobs/ListJobs";

    private static final Pattern KILLED_AT = Pattern.compile("(?m)^\\| ([a-z-]+) \\| before (\\w+/\\w+) \\|");

    @ParameterizedTest
    @ValueSource(strings = {"manifest-ingest", "migration-runner", "service-deployer", "deployment-ledger"})
    void eachCallOfAServiceIsInTheTableAndNoOther(String service) throws IOException {
        Set<String> shared = CallsInCode.of("google-cloud");

        Set<String> table = table(row -> row.service().equals(service) && !row.byConnector());

        assertThat(table).containsAll(CallsInCode.of(service));
        Set<String> known = new TreeSet<>(CallsInCode.of(service));
        known.addAll(shared);
        assertThat(known).containsAll(table);
    }

    @Test
    void whatTheServicesShareIsInTheTable() throws IOException {
        Set<String> shared = CallsInCode.of("google-cloud");
        shared.remove(ASKED_OF_NOBODY);

        assertThat(table(row -> true)).containsAll(shared);
    }

    @Test
    void theCallsAtWhichServicesWereKilledAreInTheTable() throws IOException {
        Matcher killed = KILLED_AT.matcher(Files.readString(Path.of("..", "docs", "guarantees.md")));

        int seen = 0;
        while (killed.find()) {
            String service = killed.group(1);
            if (!killed.group(2).equals(ASKED_OF_NOBODY)) {
                assertThat(table(row -> row.service().equals(service))).contains(killed.group(2));
                seen++;
            }
        }
        assertThat(seen).isGreaterThan(10);
    }

    @Test
    void theDocumentTellsTheTable() throws IOException {
        List<String> document = Files.readAllLines(Path.of("..", "docs", "operations.md"));

        assertThat(document)
                .containsSubsequence(
                        Permission.all().stream().map(Permission::told).toList());
    }

    private static Set<String> table(Predicate<Permission> wanted) throws IOException {
        return Permission.all().stream()
                .filter(wanted)
                .map(Permission::call)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
