package dev.migrationgate.ingest.http;

import dev.migrationgate.ingest.command.Wish;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the JSON of a wish, and names everything that is wrong with it. Used once. */
final class WishReader {
    private static final Set<String> FIELDS = Set.of("command", "verdict", "actor", "reason");

    private final Fields fields;

    private WishReader(JsonObject json) {
        fields = new Fields(json);
    }

    /**
     * Reads a wish.
     *
     * @throws WishException it cannot be meant; lists every problem
     */
    static Wish read(String text) {
        try {
            return new WishReader(new JsonObject(text)).wish();
        } catch (DecodeException | ClassCastException e) {
            throw new WishException(List.of("the body must be a JSON object with command, actor and reason"));
        }
    }

    private Wish wish() {
        fields.known(FIELDS);
        Optional<Wish.Action> action = fields.choice("command", Wish.Action.values());
        boolean release = action.equals(Optional.of(Wish.Action.RELEASE));
        Optional<Wish.Verdict> verdict = release ? fields.choice("verdict", Wish.Verdict.values()) : Optional.empty();
        if (!release && fields.has("verdict")) {
            fields.problem("'verdict' belongs to the command release alone");
        }
        String actor = fields.actor();
        String reason = fields.reason();
        fields.check();
        return new Wish(action.orElseThrow(), verdict, actor, reason);
    }
}
