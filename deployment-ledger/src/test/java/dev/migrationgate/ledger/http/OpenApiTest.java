package dev.migrationgate.ledger.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.migrationgate.access.Callers;
import dev.migrationgate.ledger.store.LedgerStore;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the document says of the answers is so. */
class OpenApiTest {
    private static final String PLACE = "https://ledger.example/openapi.json";
    private static final String ORDERS = "acme/retail/production/shop/orders";

    @TempDir
    private Path folder = Path.of("");

    private TestLedger ledger;

    @BeforeEach
    void start() {
        ledger = TestLedger.start(LedgerStore.open(folder), Callers.anybody());
        ledger.events().requested("first001", ORDERS, "Database/acme/db");
        ledger.events().passed("first001", ORDERS, "Database/acme/db");
        ledger.events().deployed("first001");
        ledger.events().requested("second01", ORDERS, "Database/acme/db");
        ledger.events().failed("second01", "exit code 1");
        ledger.events().requested("third001", ORDERS, "Database/acme/db");
        ledger.events().started("third001");
        ledger.events().requested("fourth01", ORDERS, "Database/acme/db");
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/deployments, Deployments",
        "/v1/deployments?limit=1, Deployments",
        "/v1/deployments/first001, DeploymentDetail",
        "/v1/deployments/second01, DeploymentDetail",
        "/v1/deployments/third001, DeploymentDetail",
        "/v1/deployments/fourth01/why, WhyDetail",
        "/v1/applications, Applications",
        "/v1/applications/acme/retail/production/shop/orders, ApplicationDetail",
        "/v1/lanes, Lanes",
        "/v1/lanes/Database/acme/db, LaneDetail",
        "/v1/ledger, Ledger"
    })
    void answersAreAsTheDocumentSays(String path, String schema) throws Exception {
        var answer = ledger.send(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(errors(schema, answer.body())).isEmpty();
    }

    @Test
    void problemsAreAsTheDocumentSays() throws Exception {
        assertThat(errors("Problem", ledger.send("/v1/deployments/nothing1").body()))
                .isEmpty();
    }

    @Test
    void itNamesEveryParameterThatIsRead() throws Exception {
        for (String path : List.of("/v1/deployments", "/v1/applications", "/v1/lanes", "/v1/stream", "/v1/audit")) {
            Set<String> documented = new TreeSet<>();
            document().path("paths").path(path).path("get").path("parameters").forEach(each -> {
                if (each.path("in").asText().equals("query")) {
                    documented.add(each.path("name").asText());
                }
            });
            String refused = ledger.send(path + "?no-such-parameter=1").body();
            String known = refused.substring(refused.indexOf("known are ") + 10, refused.lastIndexOf('.'));
            assertThat(Set.of(known.split(", "))).isEqualTo(documented);
        }
    }

    @Test
    void itHasTheAnswersThatAreNoAnswersToTheQuestion() throws Exception {
        JsonNode paths = document().path("paths");

        assertThat(paths.at("/~1v1~1stream/get/responses/503").isObject()).isTrue();
        assertThat(paths.at("/~1v1~1stream/get/description").asText()).contains("event: reset");
        assertThat(paths.at("/~1v1~1deployments~1{id}/get/responses/303").isObject())
                .isTrue();
    }

    @Test
    void itIsAnOpenApiDocument() throws Exception {
        JsonNode meta;
        try (InputStream in = OpenApiTest.class.getResourceAsStream("/openapi-3.1-schema.json")) {
            meta = new ObjectMapper().readTree(in);
        }

        List<Error> errors = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(meta)
                .validate(document());

        assertThat(errors).isEmpty();
        assertThat(document().path("openapi").asText()).startsWith("3.1.");
    }

    private List<String> errors(String schema, String json) throws Exception {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(Map.of(PLACE, document().toString())));
        Schema wanted = registry.getSchema(SchemaLocation.of(PLACE + "#/components/schemas/" + schema));
        return wanted.validate(new ObjectMapper().readTree(json)).stream()
                .map(Error::toString)
                .toList();
    }

    private JsonNode document() {
        try {
            return new ObjectMapper().readTree(ledger.send("/openapi.json").body());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
