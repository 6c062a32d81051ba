package dev.migrationgate.cli.ledger.follow;

import dev.migrationgate.cli.ledger.Deployment;
import dev.migrationgate.cli.ledger.Outcome;
import java.util.Optional;

/**
 * A deployment that is followed.
 *
 * @param id its id
 * @param application its application's id, empty where that is not known
 * @param last what the ledger said of it last; empty: it does not know it yet
 */
public record Followed(String id, String application, Optional<Deployment> last) {

    /** One that was accepted just now. */
    public static Followed accepted(String id, String application) {
        return new Followed(id, application, Optional.empty());
    }

    /** The same after another look. */
    Followed seen(Deployment deployment) {
        return new Followed(id, application, Optional.of(deployment));
    }

    /** How it ended; empty: it has not, as far as is known. */
    Optional<Outcome> outcome() {
        return last.flatMap(Deployment::outcome);
    }

    /** Its status, or that the ledger has not read of it. */
    String status() {
        return last.map(Deployment::status).orElse("accepted");
    }

    /** What a person calls it. */
    String name() {
        String name = application.substring(application.lastIndexOf('/') + 1);
        return name.isEmpty() ? Deployment.shortId(id) : name + " " + Deployment.shortId(id);
    }
}
