package dev.migrationgate.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.ingest.GuideManifests;
import dev.migrationgate.ingest.catalogue.Catalogues;
import dev.migrationgate.ingest.intake.FakePublisher;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private static final int POSTS = 500;

    private final FakePublisher publisher = new FakePublisher();

    /** Each post is another chance for a worker to be done before the event loop has said what comes next. */
    @Test
    void theEventLoopDoesNoneOfTheWorkHoweverFastTheWorkersAre() throws Exception {
        try (var server = new TestServer(Catalogues.complete(), 4, publisher)) {
            for (int i = 0; i < POSTS; i++) {
                assertThat(server.post("/v1/deployments", GuideManifests.ALL, "Idempotency-Key", "post-" + i)
                                .statusCode())
                        .isEqualTo(202);
            }
        }

        assertThat(publisher.threads).hasSize(POSTS).allMatch(Thread::isVirtual);
    }
}
