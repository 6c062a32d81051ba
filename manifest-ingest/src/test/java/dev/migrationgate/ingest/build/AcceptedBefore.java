package dev.migrationgate.ingest.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.ingest.catalogue.Catalogues;
import dev.migrationgate.ingest.catalogue.MemoryCatalogue;
import dev.migrationgate.ingest.intake.AnyImage;
import dev.migrationgate.ingest.intake.Delivery;
import dev.migrationgate.ingest.intake.Deployment;
import dev.migrationgate.ingest.intake.FakePublisher;
import dev.migrationgate.ingest.intake.Intake;
import dev.migrationgate.ingest.intake.Posted;
import dev.migrationgate.manifests.Scope;
import dev.migrationgate.manifests.plan.PlanSettings;
import dev.migrationgate.manifests.plan.Planner;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What was accepted before a build arrives, and what is published of it, in memory. */
final class AcceptedBefore {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    final FakePublisher publisher = new FakePublisher();
    final MemoryCatalogue memory = Catalogues.complete();

    BuildIntake intake(PlanSettings settings, Set<String> environments) {
        Planner planner = new Planner(settings);
        return new BuildIntake(
                new Intake(planner, memory, publisher, new AnyImage(), Clock.systemUTC()),
                planner,
                memory,
                environments);
    }

    void accept(PlanSettings settings, String manifests) {
        byte[] body = manifests.getBytes(StandardCharsets.UTF_8);
        new Intake(new Planner(settings), memory, publisher, new AnyImage(), Clock.systemUTC())
                .submit(Delivery.of(Optional.empty(), body, TRACE), Scope.EVERYTHING, Posted.of(manifests))
                .join();
    }

    static List<Deployment> deployments(Handled handled) {
        assertThat(handled).isInstanceOf(Handled.Deployed.class);
        return ((Handled.Deployed) handled).deployments();
    }
}
