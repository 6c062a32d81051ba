package dev.migrationgate.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.events.CommandKind;
import dev.migrationgate.events.DeploymentCommand;
import dev.migrationgate.events.LaneVerdict;
import dev.migrationgate.events.OtherCommandKind;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.ingest.command.OperatorCommand;
import dev.migrationgate.ingest.command.Wish;
import dev.migrationgate.ingest.intake.Deployment;
import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.DeploymentId;
import dev.migrationgate.manifests.LaneId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandRecordTest {
    private final EventCodec codec = new EventCodec(SchemaRegistry.inMemory());

    @Test
    void aKindThatOlderReadersKnowIsInTheFieldThatTheyRead() {
        DeploymentCommand release = written(Wish.Action.RELEASE, Optional.of(Wish.Verdict.FAILED));

        assertThat(release.getKind()).isEqualTo(CommandKind.RELEASE);
        assertThat(release.getVerdict()).contains(LaneVerdict.FAILED);
        assertThat(release.getOtherKind()).isEmpty();
    }

    @Test
    void toOlderReadersNewPasswordsAreAReleaseThatDecidesNothing() {
        DeploymentCommand rotate = written(Wish.Action.ROTATE, Optional.empty());

        assertThat(rotate.getOtherKind()).contains(OtherCommandKind.ROTATE);
        assertThat(rotate.getKind()).isEqualTo(CommandKind.RELEASE);
        assertThat(rotate.getVerdict()).isEmpty();
    }

    @Test
    void itNamesTheApplicationThatItIsAbout() {
        assertThat(written(Wish.Action.CANCEL, Optional.empty()).getApplicationId())
                .contains("o/u/e/p/app");
    }

    private DeploymentCommand written(Wish.Action action, Optional<Wish.Verdict> verdict) {
        Instant now = Instant.parse("2026-11-01T10:00:00Z");
        ApplicationId application = ApplicationId.parse("o/u/e/p/app");
        LaneId lane = new LaneId("Database/o/u/e/p/db");
        Deployment deployment =
                new Deployment(DeploymentId.derive("key", application), application, "1.0.0", lane, true, now);
        Wish wish = new Wish(action, verdict, "ada", "because");
        byte[] bytes = CommandRecord.of(new OperatorCommand("c", deployment, wish, now, "trace"), codec)
                .value();
        return codec.decode(Topics.DEPLOYMENT_COMMANDS, bytes);
    }
}
