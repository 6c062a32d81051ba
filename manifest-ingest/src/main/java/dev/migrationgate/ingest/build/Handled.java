package dev.migrationgate.ingest.build;

import dev.migrationgate.ingest.intake.Deployment;
import dev.migrationgate.manifests.finding.Finding;
import java.util.List;
import java.util.stream.Stream;

/** What became of a message. */
public sealed interface Handled {
    /**
     * Kafka has everything that it asks for.
     *
     * @param deployments what will be deployed
     * @param repeated whether all of it was accepted before, so that nothing was published now
     * @param findings what is wrong with the manifests of applications that are not deployed
     */
    record Deployed(List<Deployment> deployments, boolean repeated, List<Finding> findings) implements Handled {
        /** Copies the lists. */
        public Deployed {
            deployments = List.copyOf(deployments);
            findings = List.copyOf(findings);
        }
    }

    /**
     * It asks for nothing.
     *
     * @param reason why
     */
    record Ignored(String reason) implements Handled {}

    /**
     * The image is one that somebody wants, but the accepted manifests are wrong; another message would find the same.
     *
     * @param findings what is wrong with them
     */
    record Invalid(List<Finding> findings) implements Handled {
        /** Copies the list. */
        public Invalid {
            findings = List.copyOf(findings);
        }
    }

    /**
     * Nobody can read it, or what it asks for fits into no topic.
     *
     * @param reason what is wrong with it
     */
    record Poison(String reason) implements Handled {}

    /**
     * It cannot be said that it is kept; the same message has to come again.
     *
     * @param reason what is out of reach
     */
    record Unavailable(String reason) implements Handled {}

    /** What becomes of a message with several images: it has to come again if one has to, and else the most that any of them came to. */
    default Handled and(Handled other) {
        if (this instanceof Deployed mine && other instanceof Deployed theirs) {
            return new Deployed(
                    joined(mine.deployments(), theirs.deployments()),
                    mine.repeated() && theirs.repeated(),
                    joined(mine.findings(), theirs.findings()));
        }
        // The later one, where both weigh the same: all begins with the answer to a message without images.
        return weight() > other.weight() ? this : other;
    }

    private int weight() {
        return switch (this) {
            case Ignored _ -> 0;
            case Invalid _ -> 1;
            case Deployed _ -> 2;
            case Poison _ -> 3;
            case Unavailable _ -> 4;
        };
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).distinct().toList();
    }
}
