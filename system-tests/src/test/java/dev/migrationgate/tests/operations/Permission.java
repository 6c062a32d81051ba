package dev.migrationgate.tests.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A row of {@code deploy/terraform/calls.json}, from which the module makes its roles.
 *
 * @param service who calls
 * @param call what, as {@code Jobs/CreateJob}
 * @param permissions what that takes
 * @param on what they are bound to
 * @param why what the call is for
 * @param byConnector whether a library makes the call that does not come through our clients
 */
record Permission(String service, String call, List<String> permissions, String on, String why, boolean byConnector) {

    static List<Permission> all() throws IOException {
        JsonNode rows = new ObjectMapper()
                .readTree(Path.of("..", "deploy", "terraform", "calls.json").toFile());
        return StreamSupport.stream(rows.spliterator(), false)
                .map(Permission::of)
                .toList();
    }

    private static Permission of(JsonNode row) {
        List<String> permissions = StreamSupport.stream(row.get("permissions").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        return new Permission(
                row.get("service").asText(),
                row.get("call").asText(),
                permissions,
                row.get("on").asText(),
                row.get("why").asText(),
                row.path("by").asText().equals("connector"));
    }

    /** The row as {@code docs/operations.md} tells it. */
    String told() {
        return permissions.stream()
                .collect(Collectors.joining("`, `", "| `" + call + "` | `", "` | " + on + " | " + why + " |"));
    }
}
