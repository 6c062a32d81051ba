package dev.migrationgate.runner.lane;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** New passwords for an application's database roles: asked for by a person, carried out with the application's next preparation. */
final class Rotations {
    private Rotations() {}

    static void ask(Draft draft, LaneCommand.RotateAsked command) {
        Optional<String> application = application(draft.state(), command.deploymentId());
        if (application.isEmpty()) {
            Commands.refuse(
                    draft,
                    command,
                    "the lane does not know the deployment any more; name one that serves, runs, waits or failed lately");
        } else if (!hasDatabase(draft.state(), application.get())) {
            Commands.refuse(draft, command, "the application has no access to a database");
        } else {
            draft.become(draft.state().remembering(application.get(), past -> past.rotatedBy(id(command))));
        }
    }

    /** The application's database was made ready. */
    static void prepared(Draft draft, Entry entry, Phase.Preparing phase) {
        phase.rotation()
                .ifPresent(id -> draft.become(
                        draft.state().remembering(entry.request().applicationId(), past -> past.afterRotation(id))));
    }

    private static Optional<String> application(LaneState state, String deploymentId) {
        return known(state)
                .filter(request -> request.deploymentId().equals(deploymentId))
                .map(Request::applicationId)
                .findFirst()
                .or(() -> state.past().entrySet().stream()
                        .filter(each -> each.getValue().knows(deploymentId))
                        .map(Map.Entry::getKey)
                        .findFirst());
    }

    /** As far as the lane knows; where it does not, the next preparation will. */
    private static boolean hasDatabase(LaneState state, String application) {
        List<Request> requests = known(state)
                .filter(request -> request.applicationId().equals(application))
                .toList();
        Optional<Past> past = Optional.ofNullable(state.past().get(application));
        boolean perhaps = past.filter(each -> each.deploymentId().isPresent())
                .map(each -> each.database().orElse(true))
                .orElse(requests.isEmpty());
        return perhaps
                || requests.stream().anyMatch(request -> request.database().isPresent());
    }

    private static Stream<Request> known(LaneState state) {
        return Stream.of(
                        state.holder().map(LaneState.Holder::entry).stream(),
                        state.waiting().stream(),
                        state.failed().stream())
                .flatMap(each -> each)
                .map(Entry::request);
    }

    /** The same for the same wish, and of a form that fits anywhere: 32 characters 0-9 and a-f. */
    private static String id(LaneCommand.RotateAsked command) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((command.commandId() + '\0' + command.deploymentId()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
