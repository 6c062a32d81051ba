package dev.migrationgate.deployer.cloudrun;

import com.google.cloud.run.v2.Service;
import com.google.cloud.run.v2.TrafficTargetStatus;
import dev.migrationgate.deployer.rollout.Deployment;
import dev.migrationgate.deployer.rollout.RolloutInput;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks a ready revision whether it works, before it gets traffic: at its tag's address or, for a service's first revision, at the
 * service's. Sent without credentials, so the service must let the deployer in without them. One rollout's; used by one thread.
 */
final class SmokeRequest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int TRIES = 10;
    private static final int OK = 200;
    private static final int AFTER_OK = 300;

    private final Deployment deployment;
    private final String path;
    private int tried;

    SmokeRequest(Deployment deployment, String path) {
        this.deployment = deployment;
        this.path = path;
    }

    /** Asks once. Empty: there is no address yet, or it may be asked again. */
    Optional<RolloutInput> ask(Optional<Service> service) {
        return service.flatMap(this::address).flatMap(this::ask);
    }

    private Optional<RolloutInput> ask(String address) {
        String answer;
        try {
            int status = Client.status(URI.create(address.replaceFirst("/+$", "") + path));
            if (status >= OK && status < AFTER_OK) {
                return Optional.of(new RolloutInput.RevisionReady(deployment.deploymentId()));
            }
            answer = "status " + status;
        } catch (IOException e) {
            answer = e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the pause before the next look ends with it
            return Optional.empty();
        }
        tried++;
        return tried < TRIES
                ? Optional.empty()
                : Optional.of(new RolloutInput.RevisionFailed(
                        deployment.deploymentId(),
                        "the smoke request for %s was answered %d times without success, last with %s"
                                .formatted(path, TRIES, answer)));
    }

    private Optional<String> address(Service service) {
        Optional<String> tagged = service.getTrafficStatusesList().stream()
                .filter(status -> status.getTag().equals(Traffic.CANDIDATE)
                        && status.getRevision().equals(deployment.revisionName()))
                .map(TrafficTargetStatus::getUri)
                .findFirst();
        boolean first = service.getLatestReadyRevision().endsWith("/" + deployment.revisionName());
        return tagged.or(() -> first ? Optional.of(service.getUri()) : Optional.empty())
                .filter(uri -> !uri.isEmpty());
    }

    /** Made when first used: most services ask for no smoke request. */
    private static final class Client {
        private static final HttpClient HTTP = HttpClient.newBuilder()
                .connectTimeout(LIMIT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();

        static int status(URI address) throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(address).timeout(LIMIT).build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}
