package dev.migrationgate.deployer.cloudrun;

import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.Job;
import com.google.cloud.run.v2.Revision;
import com.google.cloud.run.v2.Service;
import java.util.Optional;

/**
 * What rollouts need of the Cloud Run Admin API. Every method throws {@link com.google.api.gax.rpc.ApiException} for whatever
 * is not an answer; after one of a call that changes something, only looking tells whether it took effect.
 */
public interface RunApi {

    /** A service by its full resource name, where it exists. */
    Optional<Service> service(String name);

    /** A revision by its full resource name, where it exists. */
    Optional<Revision> revision(String name);

    /** An execution by its full resource name, where it exists. */
    Optional<Execution> execution(String name);

    /** A job by its full resource name, where it exists. */
    Optional<Job> job(String name);

    /** Asks for a new service; returns once that is accepted, long before it serves. */
    void create(String parent, String id, Service service);

    /** Asks for a service to be as given; accepted only while its etag is still the given one. */
    void update(Service service);
}
