package dev.migrationgate.ingest.intake;

import dev.migrationgate.manifests.finding.Finding;
import java.util.List;

/** What became of a request. */
public sealed interface Outcome {
    /**
     * Every record of it is in Kafka.
     *
     * @param deployments what will be deployed; empty where the manifests ask for nothing
     * @param repeated whether this delivery was accepted before, so that nothing was published now
     * @param warnings what may not be as it was meant
     */
    record Accepted(List<Deployment> deployments, boolean repeated, List<Finding> warnings) implements Outcome {
        /** Copies the lists. */
        public Accepted {
            deployments = List.copyOf(deployments);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * The manifests are wrong; nothing was published.
     *
     * @param findings everything that is wrong
     */
    record Refused(List<Finding> findings) implements Outcome {
        /** Copies the list. */
        public Refused {
            findings = List.copyOf(findings);
        }
    }

    /**
     * It touches what its sender may not; nothing was published.
     *
     * @param reason what lies outside, and of which scope
     */
    record Forbidden(String reason) implements Outcome {}

    /** The same key came before, with another body; nothing was published. */
    record KeyReused() implements Outcome {}

    /**
     * An event of it fits into no topic; nothing was published.
     *
     * @param reason which one, and how large it is
     */
    record TooLarge(String reason) implements Outcome {}

    /**
     * It cannot be said that the request is kept; it may be repeated, with the same key.
     *
     * @param reason what is out of reach
     */
    record Unavailable(String reason) implements Outcome {}
}
