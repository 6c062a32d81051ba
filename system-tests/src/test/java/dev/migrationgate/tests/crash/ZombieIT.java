package dev.migrationgate.tests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One of two processes is frozen around a call, for so long that the other takes over and ends the deployment. Then it wakes and
 * goes on where it was, and must have no effect any more.
 */
@Tag("crash-matrix")
class ZombieIT {
    private static CrashingSystem system;
    private static Outcome undisturbed;

    @BeforeAll
    static void start(@TempDir Path state, @TempDir Path points) throws IOException, InterruptedException {
        system = CrashingSystem.start(state, points, 2, Map.of());
        // The first deployment creates what later ones find; the second is what others are held against.
        system.awaitEnd(system.deploy());
        String deployment = system.deploy();
        system.awaitEnd(deployment);
        undisturbed = system.outcome(deployment);
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @ParameterizedTest
    @CsvSource({
        "migration-runner, before Jobs/CreateJob",
        "migration-runner, after Jobs/CreateJob",
        "service-deployer, before Services/UpdateService",
        "service-deployer, after Services/UpdateService"
    })
    void aZombieHasNoEffect(String service, String place) throws IOException, InterruptedException {
        ArmedPlaces places = system.places(service);
        places.freeze(place);
        String deployment = system.deploy();
        system.awaitEnd(deployment);
        assertThat(places.met()).as("frozen at the place").isTrue();

        system.thaw();
        // What the zombie does, it does at once; this takes longer, and needs nothing of it.
        system.awaitReady();
        String next = system.deploy();
        system.awaitEnd(next);

        assertThat(system.outcome(next)).isEqualTo(undisturbed);
        assertThat(system.outcome(deployment).executions()).isEqualTo(undisturbed.executions());
        assertThat(system.outcome(deployment).revisions()).isEqualTo(undisturbed.revisions());
        assertThat(system.outcome(deployment).events()).isEqualTo(undisturbed.events());
    }
}
