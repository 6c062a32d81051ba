package dev.migrationgate.tests.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.events.MigrationStarted;
import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.ServiceDeployed;
import dev.migrationgate.tests.mainjob.ProcessArguments;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Passwords turn up nowhere but in Secret Manager and in the processes that they are for. Each search also looks for something that must
 * be at its place, so that one which looks at nothing finds that missing.
 */
class CanaryIT {
    private static final String ADMINISTRATOR = canary();
    private static final String PARTNER_TOKEN = canary();
    private static final Pattern PASSWORD = Pattern.compile("://[^:/]+:([^@]+)@|[?&]password=([^&]+)");

    /** By whose they are. */
    private static final Map<String, String> SECRETS = new TreeMap<>();

    private static CanarySystem system;
    private static ProcessArguments arguments;
    private static String good;
    private static String failing;
    private static MigrationFailed failed;

    @BeforeAll
    static void deployOnceWellAndOnceBadly(@TempDir Path state, @TempDir Path flags) throws Exception {
        system = CanarySystem.start(state, ADMINISTRATOR);
        SECRETS.put("administrator", ADMINISTRATOR);
        system.secrets().keep("payment-gateway-production", "partner-token", PARTNER_TOKEN);
        SECRETS.put("partner token", PARTNER_TOKEN);
        arguments = new ProcessArguments();

        good = system.deploy(CanaryManifests.good());
        ServiceDeployed deployed = system.awaited(good, ServiceDeployed.class);
        String execution = system.awaited(good, MigrationSucceeded.class)
                .getEvidence()
                .orElseThrow()
                .getExecution();
        generated("migrator", system.secrets().ofExecution(execution));
        generated("runtime", system.secrets().ofRevision(deployed.getRevision()));

        Path flag = flags.resolve("go on");
        failing = system.deploy(CanaryManifests.failingAfter(flag));
        var _ = system.awaited(failing, MigrationStarted.class);
        askEverybody();
        Files.createFile(flag);
        failed = system.awaited(failing, MigrationFailed.class);
        askEverybody();
        arguments.close();
    }

    @AfterAll
    static void stop() {
        arguments.close();
        system.close();
    }

    @Test
    void theSearchIsForThosePasswordsThatAreInUse() {
        assertThat(system.secrets().value("projects/migration-gate/secrets/payments-server-admin/versions/1"))
                .isEqualTo("postgres:" + ADMINISTRATOR);
        assertThat(SECRETS).containsKeys("migrator's DATABASE_URL", "runtime's DATABASE_URL");
        assertThat(SECRETS.get("migrator's DATABASE_URL"))
                .matches("(mgpw_)?[A-Za-z0-9]{40}")
                .isNotEqualTo(SECRETS.get("runtime's DATABASE_URL"));
    }

    @Test
    void noTopicHoldsAny() throws Exception {
        Traces topics = system.topics();

        found(
                topics.of(good),
                "manifests-",
                "deployment-requested-",
                "migration-started-",
                "migration-succeeded-",
                "service-deployed-",
                "migration-runner-observations-",
                "migration-runner-lanes-changelog-",
                "service-deployer-observations-",
                "service-deployer-rollouts-changelog-");
        found(topics.of(failing), "migration-failed-");
        found(topics.of("migration-runner"), "__consumer_offsets-", "__transaction_state-");
        assertThat(topics.of("payments-db")).anyMatch(piece -> piece.endsWith(" key"));
        assertThat(topics.of(good)).anyMatch(piece -> piece.endsWith(" header ce_id"));
        nowhere(topics);
    }

    @Test
    void noLogHoldsAny() throws Exception {
        Traces logs = system.logs();

        found(logs.of(good), "manifest-ingest.log", "migration-runner-1.log", "service-deployer-1.log");
        found(logs.of("dev.migrationgate.example.Migrate"), "cloud-emulator.log");
        found(logs.of("CREATE ROLE"), "postgres.log");
        found(logs.of("migration-succeeded-value"), "registry.log");
        found(logs.of("QuorumController"), "broker-1.log");
        // The beginning of each message to Google, cut short: a secret of a short name would be in it by half.
        assertThat(logs.of("DATA: streamId")).isEmpty();
        nowhere(logs);
    }

    @Test
    void noAnswerHoldsAny() {
        Traces answers = system.answers().traces();

        found(answers.of(good), "POST /v1/deployments", "GET /v1/deployments/" + good, "GET /v1/rollouts");
        found(answers.of(failing), "GET /v1/lanes");
        found(answers.of("payment-api"), "POST /v1/validate");
        assertThat(answers.of("EVERYTHING")).as("a refusal").hasSize(1);
        assertThat(answers.of("jvm_memory_used_bytes")).as("metrics").hasSize(3);
        assertThat(answers.of("\"problems\":")).as("readiness").hasSize(3);
        nowhere(answers);
    }

    @Test
    void noCommandLineHoldsAny() {
        Traces lines = new Traces(arguments.seen().stream()
                .collect(Collectors.toMap(line -> line, line -> line.getBytes(StandardCharsets.UTF_8))));

        assertThat(lines.of("dev.migrationgate.example.Migrate")).isNotEmpty();
        assertThat(lines.of("echo connecting to $DATABASE_URL")).isNotEmpty();
        nowhere(lines);
    }

    @Test
    void whatAMigrationTellsOfItsPasswordIsTakenOutOfTheEvent() {
        assertThat(failed.getLogExcerpt())
                .anyMatch(line ->
                        line.matches("connecting to postgresql://mg_payment_api_\\w+_migrator:\\*\\*\\*@127.0.0.1:.*"))
                .contains(
                        "jdbc:postgresql://db/payments?user=u&password=***",
                        "PGPASSWORD=*** psql",
                        "PARTNER_TOKEN=***",
                        "giving up");
        assertThat(String.join("\n", failed.getLogExcerpt())).doesNotContain(SECRETS.values());
    }

    /** Something that must be there is there, in each of these places. */
    private static void found(List<String> pieces, String... places) {
        for (String place : places) {
            assertThat(pieces).anyMatch(piece -> piece.startsWith(place));
        }
    }

    private static void nowhere(Traces traces) {
        SECRETS.forEach(
                (whose, secret) -> assertThat(traces.of(secret)).as(whose).isEmpty());
    }

    /** Each page of each service, and ingest with what it takes and what it refuses. */
    private static void askEverybody() throws Exception {
        for (String service : List.of(CanarySystem.INGEST, CanarySystem.RUNNER, CanarySystem.DEPLOYER)) {
            for (String page : List.of("/livez", "/readyz", "/metrics")) {
                var _ = system.answers().get(system.page(service, page));
            }
        }
        var _ = system.answers().get(system.ingest("/v1/deployments/" + good));
        var _ = system.answers().get(system.ingest("/v1/deployments/unknown"));
        String manifests = CanaryManifests.good();
        var _ = system.post("/v1/validate", manifests);
        var _ = system.post("/v1/deployments", manifests.replace("- USAGE", "- EVERYTHING"));
    }

    private static void generated(String whose, Map<String, String> variables) {
        assertThat(variables).containsEntry("PARTNER_TOKEN", PARTNER_TOKEN);
        variables.forEach((name, value) -> {
            Matcher password = PASSWORD.matcher(value);
            if (password.find()) {
                SECRETS.put(whose + "'s " + name, password.group(1) == null ? password.group(2) : password.group(1));
            }
        });
    }

    private static String canary() {
        return "canary" + UUID.randomUUID().toString().replace("-", "");
    }
}
