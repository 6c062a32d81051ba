package dev.migrationgate.deployer.cloudrun;

import com.google.api.gax.rpc.ResourceExhaustedException;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.Job;
import com.google.cloud.run.v2.Revision;
import com.google.cloud.run.v2.Service;
import dev.migrationgate.google.WriteLimit;
import java.util.Optional;

/** Keeps the writes below a rate, and slows down where Cloud Run says that a quota is used up. Reads go through as they are. */
final class LimitedRunApi implements RunApi {
    private final RunApi api;
    private final WriteLimit writes;

    LimitedRunApi(RunApi api, WriteLimit writes) {
        this.api = api;
        this.writes = writes;
    }

    @Override
    public Optional<Service> service(String name) {
        return api.service(name);
    }

    @Override
    public Optional<Revision> revision(String name) {
        return api.revision(name);
    }

    @Override
    public Optional<Execution> execution(String name) {
        return api.execution(name);
    }

    @Override
    public Optional<Job> job(String name) {
        return api.job(name);
    }

    @Override
    public void create(String parent, String id, Service service) {
        write(() -> api.create(parent, id, service));
    }

    @Override
    public void update(Service service) {
        write(() -> api.update(service));
    }

    private void write(Runnable write) {
        if (!writes.take()) {
            throw new ThrottledException("as many writes as CLOUD_RUN_WRITES_PER_MINUTE allows were made");
        }
        try {
            write.run();
        } catch (ResourceExhaustedException e) {
            writes.exhausted();
            throw new ThrottledException(Answer.text(e));
        }
    }
}
