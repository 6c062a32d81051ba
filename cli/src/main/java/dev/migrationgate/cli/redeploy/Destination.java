package dev.migrationgate.cli.redeploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Where a deployment is made again. */
interface Destination {
    /** What becomes of it there. */
    sealed interface Fate {
        /** It is made again. */
        record Made(Step step) implements Fate {}

        /** Its application serves just that, and stays as it is. */
        record Stays(Staying staying) implements Fate {}

        /** It has no counterpart there. */
        record Missing(Staying missing) implements Fate {}
    }

    /** Finds out. */
    Fate of(Served served) throws InterruptedException;

    /** The environment that it was recorded in; one that is named by itself is made again even where it is live. */
    record WhereItWas(Known known, boolean named) implements Destination {
        @Override
        public Fate of(Served served) throws InterruptedException {
            Optional<JsonNode> live = live(served.application());
            String application = Recorded.text(served.application(), "id");
            if (!named
                    && live.isPresent()
                    && new Lineage(known).isSameRequest(application, live.get(), served.deployment())) {
                return new Fate.Stays(
                        new Staying(application, Recorded.text(served.deployment(), "version") + " is live already"));
            }
            Recorded recorded = served.recorded(known);
            return new Fate.Made(new Step(
                    recorded,
                    Optional.empty(),
                    recorded.application(),
                    recorded.lane(),
                    live,
                    served.application().path("moving").size(),
                    known.lane(recorded.lane())));
        }
    }

    /** What an application serves. */
    static Optional<JsonNode> live(JsonNode application) {
        return Optional.of(application.path("live")).filter(JsonNode::isObject);
    }
}
