package dev.migrationgate.deployer.cloudrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.gax.rpc.StatusCode;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.Job;
import com.google.cloud.run.v2.Revision;
import com.google.cloud.run.v2.Service;
import dev.migrationgate.google.WriteLimit;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LimitedRunApiTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC);
    private static final Service SERVICE = Service.getDefaultInstance();

    private final Counting inner = new Counting();

    @Test
    void beyondTheLimitAWriteIsNotMade() {
        RunApi api = new LimitedRunApi(inner, new WriteLimit(12, CLOCK));
        api.create("parent", "id", SERVICE);
        api.update(SERVICE);

        assertThatThrownBy(() -> api.update(SERVICE)).isInstanceOf(ThrottledException.class);

        assertThat(inner.writes).isEqualTo(2);
    }

    @Test
    void whatCloudRunThrottlesIsThrottledAndSlowsDownTheNext() {
        RunApi api = new LimitedRunApi(inner, new WriteLimit(600, CLOCK));
        inner.exhausted = true;
        assertThatThrownBy(() -> api.update(SERVICE))
                .isInstanceOf(ThrottledException.class)
                .hasMessageContaining("RESOURCE_EXHAUSTED");
        inner.exhausted = false;

        assertThatThrownBy(() -> api.update(SERVICE)).isInstanceOf(ThrottledException.class);

        assertThat(inner.writes).isEqualTo(1);
    }

    @Test
    void readsAreNotLimited() {
        RunApi api = new LimitedRunApi(inner, new WriteLimit(1, CLOCK));

        assertThatCode(() -> {
                    for (int i = 0; i < 100; i++) {
                        api.service("service");
                    }
                })
                .doesNotThrowAnyException();
    }

    private static final class Counting implements RunApi {
        private boolean exhausted;
        private int writes;

        @Override
        public Optional<Service> service(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<Revision> revision(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<Execution> execution(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<Job> job(String name) {
            return Optional.empty();
        }

        @Override
        public void create(String parent, String id, Service service) {
            update(service);
        }

        @Override
        public void update(Service service) {
            writes++;
            if (exhausted) {
                throw FakeRun.exception(StatusCode.Code.RESOURCE_EXHAUSTED);
            }
        }
    }
}
