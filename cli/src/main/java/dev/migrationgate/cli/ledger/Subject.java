package dev.migrationgate.cli.ledger;

import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.output.Printable;
import java.util.Optional;

/**
 * What a person named, where it may be a deployment or an application.
 *
 * @param application its id; or what is known as one, such as a name
 * @param deployment the deployment, if it is one
 */
public record Subject(String application, Optional<Deployment> deployment) {

    /**
     * Finds out.
     *
     * @throws CommandException there is neither, or the ledger is out of reach
     */
    public static Subject of(Ledger ledger, String named) throws InterruptedException {
        Optional<Deployment> deployment = deployment(ledger, named).map(found -> new Deployment(found.json()));
        if (deployment.isPresent()) {
            return new Subject(deployment.get().text("application").orElse(""), deployment);
        }
        boolean known = !Pages.DEPLOYMENTS
                .first(ledger, Query.NONE.with("application", named), 1)
                .path("deployments")
                .isEmpty();
        if (!known) {
            throw new CommandException(
                    CommandException.UNUSABLE,
                    "the ledger at " + ledger.address() + " knows nothing of '" + Printable.of(named) + "'");
        }
        return new Subject(named, Optional.empty());
    }

    /** A deployment of that id; empty: there is none. What looks like one may be an application's name. */
    static Optional<Reply.Found> deployment(Ledger ledger, String named) throws InterruptedException {
        return Deployment.isId(named) ? ledger.find(Ledger.route(named), Query.NONE) : Optional.empty();
    }
}
