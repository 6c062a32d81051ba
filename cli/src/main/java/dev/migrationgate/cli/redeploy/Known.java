package dev.migrationgate.cli.redeploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.ledger.Ledger;
import dev.migrationgate.cli.ledger.Pages;
import dev.migrationgate.cli.ledger.Query;
import dev.migrationgate.cli.ledger.Reply;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What a ledger knows of what is to be made again. Each question may end with a {@link CommandException}: the ledger is out of reach,
 * or refuses.
 */
record Known(Ledger ledger) {
    /** A deployment with its events; an id may be cut to its beginning. */
    JsonNode deployment(String id) throws InterruptedException {
        return ledger.found(Ledger.route(id), Query.NONE).json();
    }

    /** A deployment that may not be known, or not any more; by its whole id. */
    Optional<JsonNode> findDeployment(String id) throws InterruptedException {
        return ledger.find(Ledger.route(id), Query.NONE).map(Reply.Found::json);
    }

    /** An application, with what it serves. */
    JsonNode application(String id) throws InterruptedException {
        return ledger.found("/v1/applications/" + segments(id), Query.NONE).json();
    }

    /** An application that may have nothing yet. */
    Optional<JsonNode> find(String application) throws InterruptedException {
        return ledger.find("/v1/applications/" + segments(application), Query.NONE)
                .map(Reply.Found::json);
    }

    /** A lane; empty where nothing is in it. */
    Optional<JsonNode> lane(String id) throws InterruptedException {
        return ledger.find("/v1/lanes/" + segments(id), Query.NONE).map(Reply.Found::json);
    }

    /** Every application below a beginning of ids; all of them where that is empty. */
    List<JsonNode> applications(String within) throws InterruptedException {
        Query query = Query.NONE.with("within", Optional.of(within).filter(text -> !text.isEmpty()));
        JsonNode all = Pages.APPLICATIONS.first(ledger, query, Integer.MAX_VALUE);
        return StreamSupport.stream(all.path("applications").spliterator(), false)
                .toList();
    }

    /** The newest of an application's deployments that were requested before a time, and fit. */
    Optional<JsonNode> newestDeployed(String application, String until, Predicate<JsonNode> fits)
            throws InterruptedException {
        Query query = Query.NONE
                .with("status", "deployed")
                .with("application", application)
                .with("until", until);
        return Pages.DEPLOYMENTS.find(ledger, query, fits);
    }

    /** Refuses to go on where the ledger has not read everything. */
    void requireComplete() throws InterruptedException {
        JsonNode state = ledger.found("/v1/ledger", Query.NONE).json();
        if (!state.path("complete").asBoolean(true)) {
            throw new CommandException(
                    CommandException.UNUSABLE,
                    "the ledger has read " + state.path("read").asLong() + " of "
                            + state.path("of").asLong() + " records; ask again once it has read all of them");
        }
    }

    private static String segments(String id) {
        return Arrays.stream(id.split("/", -1)).map(Ledger::encoded).collect(Collectors.joining("/"));
    }
}
