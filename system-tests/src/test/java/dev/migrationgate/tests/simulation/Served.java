package dev.migrationgate.tests.simulation;

import com.google.cloud.run.v2.Service;
import com.google.cloud.run.v2.TrafficTarget;
import dev.migrationgate.deployer.rollout.Deployment;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which revision serves: what failed leaves the old one serving (promise P6). */
final class Served {
    private final Map<String, String> serving = new HashMap<>();
    private final Set<String> failed = new HashSet<>();
    private final Set<String> deployed = new HashSet<>();

    void deployed(Deployment deployment) {
        deployed.add(deployment.deploymentId());
        serving.put(deployment.service().resource(), deployment.revisionName());
    }

    void failed(Deployment deployment) {
        failed.add(deployment.revisionName());
    }

    /** Only what came to serve makes an older one needless: else a bad newest version would keep a good one out. */
    void superseded(String id, String by) {
        Auditor.check(deployed.contains(by), "P6", id + " is superseded by " + by + ", which was never deployed");
    }

    /** Traffic may go where it was, or to what is being rolled out; never to what failed, unless nothing else ever served. */
    void traffic(Service service) {
        for (TrafficTarget target : service.getTrafficList()) {
            boolean toFailed = target.getPercent() > 0 && failed.contains(target.getRevision());
            Auditor.check(
                    !toFailed || !serving.containsKey(service.getName()),
                    "P6",
                    target.getRevision() + " failed, and gets traffic");
        }
    }

    /** Nothing is under way any more. */
    void atRest(Collection<Service> services) {
        for (Service service : services) {
            String revision = serving.get(service.getName());
            boolean all = service.getTrafficList().stream()
                    .allMatch(target ->
                            target.getPercent() == 0 || target.getRevision().equals(revision));
            Auditor.check(revision == null || all, "P6", service.getName() + " is not served by " + revision);
        }
    }
}
