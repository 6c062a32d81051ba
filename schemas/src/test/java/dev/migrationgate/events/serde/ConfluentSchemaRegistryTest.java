package dev.migrationgate.events.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.migrationgate.events.LaneReleased;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Confluent's client makes of a registry's answers: a record's fault, or trouble outside. */
class ConfluentSchemaRegistryTest {
    private HttpServer server;
    private SchemaRegistry registry;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        registry = SchemaRegistry.at(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void anAvroSchemaIsGiven() {
        String schema = LaneReleased.getClassSchema().toString();
        answers(200, "{\"schema\":\"" + schema.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}");

        assertThat(registry.schemaOf(7)).isEqualTo(LaneReleased.getClassSchema());
    }

    @Test
    void aSchemaOfAnotherKindIsTheRecordsFault() {
        answers(200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax = \\\"proto3\\\"; message A {}\"}");

        assertThatThrownBy(() -> registry.schemaOf(7))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("schema 7")
                .hasMessageContaining("PROTOBUF");
    }

    @Test
    void aSchemaThatAvroCannotReadIsTheRecordsFault() {
        answers(200, "{\"schema\":\"{\\\"type\\\":\\\"nonsense\\\"}\"}");

        assertThatThrownBy(() -> registry.schemaOf(7)).isInstanceOf(UndecodableException.class);
    }

    @Test
    void anIdThatTheRegistryDoesNotKnowIsTheRecordsFault() {
        answers(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");

        assertThatThrownBy(() -> registry.schemaOf(7)).isInstanceOf(UndecodableException.class);
    }

    @Test
    void anIdThatNoRegistryGivesOutIsTheRecordsFaultWhateverTheRegistrySays() {
        answers(500, "{\"error_code\":50001,\"message\":\"For input: -1\"}");

        assertThatThrownBy(() -> registry.schemaOf(-1)).isInstanceOf(UndecodableException.class);
    }

    @Test
    void aRegistryInTroubleIsWorthAnotherTry() {
        answers(500, "{\"error_code\":50001,\"message\":\"storage is away\"}");

        assertThatThrownBy(() -> registry.schemaOf(7)).isInstanceOf(RegistryException.class);
    }

    @Test
    void anAnswerFromSomebodyElseIsWorthAnotherTry() {
        answers(200, "<html>please sign in</html>");

        assertThatThrownBy(() -> registry.schemaOf(7)).isInstanceOf(RegistryException.class);
    }

    @Test
    void aRegistryThatIsAwayIsWorthAnotherTry() {
        server.stop(0);

        assertThatThrownBy(() -> registry.schemaOf(7)).isInstanceOf(RegistryException.class);
    }

    private void answers(int status, String body) {
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
