package dev.migrationgate.cli.deploy;

import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.output.Printable;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;

/** What ingest said to a request. */
public sealed interface Answer {

    /**
     * Accepted, and kept by Kafka.
     *
     * @param deployments one for each application
     */
    record Accepted(List<Deployment> deployments) implements Answer {

        /** Copies the list. */
        public Accepted {
            deployments = List.copyOf(deployments);
        }
    }

    /**
     * Not accepted; nothing was done.
     *
     * @param status HTTP status
     * @param kind what kind of problem it is, such as {@code later-migration}; empty where the answer does not say
     * @param problem what is wrong, in a sentence
     * @param findings each thing that is wrong, with its place
     */
    record Refused(int status, String kind, String problem, List<String> findings) implements Answer {
        /** What says nothing of what was asked: not known, not allowed, too often. */
        private static final Set<Integer> ASKER = Set.of(401, 403, 429);

        /** Copies the list. */
        public Refused {
            findings = List.copyOf(findings);
        }

        /**
         * Says so to a person.
         *
         * @return the exit code: what is wrong with the request is another one than trouble at the other end
         */
        public int tell(PrintWriter err) {
            Printable.print(err, List.of("refused (" + status + "): " + problem));
            Printable.print(
                    err, findings.stream().map(finding -> "  " + finding).toList());
            return exitCode();
        }

        /** 5xx is trouble at the other end, and 401, 403 and 429 are about who asks: the request may be right. */
        public int exitCode() {
            return status >= 500 || ASKER.contains(status) ? CommandException.UNUSABLE : 1;
        }
    }

    /**
     * One accepted deployment.
     *
     * @param id the deployment's id
     * @param application the application's id; empty where the answer does not say
     * @param lane the lane that it waits in; empty where the answer does not say
     */
    record Deployment(String id, String application, String lane) {}
}
