package dev.migrationgate.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CheckpointTest {
    private static final SigningKey KEY = SigningKey.draw();

    @Property(tries = 200, seed = "1")
    void theOrderOfArrivalMakesNoDifference(@ForAll long seed) {
        List<AuditEvent> events = new Histories(seed).events();
        List<AuditEvent> otherwise = new ArrayList<>(events);
        Collections.shuffle(otherwise, new Random(seed));
        SigningKey sameKey = SigningKey.of(KEY.privatePem(), KEY.publicPem());

        assertThat(texts(new Recorded(otherwise).checkpoints(sameKey)))
                .isEqualTo(texts(new Recorded(events).checkpoints(KEY)));
        assertThat(new Recorded(otherwise).export(Selection.ALL, sameKey))
                .isEqualTo(new Recorded(events).export(Selection.ALL, KEY));
    }

    @Property(tries = 200, seed = "2")
    void checkpointsThatWereMadeOnTheWayMakeNoDifference(@ForAll long seed) {
        List<AuditEvent> events = new Histories(seed).events();
        List<Checkpoint> atOnce = new Recorded(events).checkpoints(KEY);
        Checkpoint first = atOnce.getFirst();
        CheckpointBuilder builder = CheckpointBuilder.first(first.topic(), first.partition());
        Optional<Checkpoint> made = Optional.empty();
        for (AuditEvent event : events) {
            boolean isOfIt = event.topic().equals(first.topic()) && event.partition() == first.partition();
            if (isOfIt && builder.takes(event.offset())) {
                made = Optional.of(builder.add(Leaf.of(event)).build(KEY));
            }
        }

        assertThat(made).contains(first);
    }

    @Property(tries = 200, seed = "3")
    void eventsLeavesAndCheckpointsAreReadAsTheyWereWritten(@ForAll long seed) {
        List<AuditEvent> events = new Histories(seed).events();

        assertThat(events).allSatisfy(event -> {
            assertThat(AuditEvent.parse(event.canonicalBytes())).isEqualTo(event);
            assertThat(Leaf.parse(Leaf.of(event).json().text())).isEqualTo(Leaf.of(event));
        });
        assertThat(new Recorded(events).checkpoints(KEY))
                .allSatisfy(it -> assertThat(Checkpoint.parse(it.json().text())).isEqualTo(it));
    }

    @Test
    void anotherKeyChangesNoDigest() {
        List<AuditEvent> events = new Histories(7).events();

        assertThat(new Recorded(events).checkpoints(SigningKey.draw()))
                .extracting(Checkpoint::digest)
                .isEqualTo(new Recorded(events)
                        .checkpoints(KEY).stream().map(Checkpoint::digest).toList());
    }

    @Test
    void aSignatureOfAnotherKeyIsRefused() {
        Checkpoint checkpoint =
                new Recorded(new Histories(7).events()).checkpoints(KEY).getFirst();
        SigningKey other = SigningKey.draw();

        assertThat(checkpoint.isSignedBy(PublicKeys.parse(List.of(KEY.publicPem()))))
                .isTrue();
        assertThat(checkpoint.isSignedBy(PublicKeys.parse(List.of(other.publicPem()))))
                .isFalse();
        assertThat(checkpoint.isSignedBy(PublicKeys.parse(List.of(other.publicPem(), KEY.publicPem()))))
                .isTrue();
    }

    @Test
    void aBlockTakesItsOwnOffsetsInOrder() {
        CheckpointBuilder builder = CheckpointBuilder.first("t", 0).add(leaf(1_030));

        assertThat(builder.takes(1_030)).isFalse();
        assertThat(builder.takes(1_031)).isTrue();
        assertThat(builder.takes(2_048)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> builder.add(leaf(2_048)));
        Checkpoint checkpoint = builder.add(leaf(2_047)).build(KEY);
        assertThat(checkpoint.from()).isEqualTo(1_024);
        assertThat(checkpoint.to()).isEqualTo(2_048);
        assertThat(checkpoint.block()).isEqualTo("t/0/1024");
        assertThat(CheckpointBuilder.after(checkpoint).takes(2_047)).isFalse();
        assertThat(CheckpointBuilder.after(checkpoint).takes(5_000)).isTrue();
    }

    @Test
    void nothingHasNoCheckpoint() {
        assertThatIllegalStateException()
                .isThrownBy(() -> CheckpointBuilder.first("t", 0).build(KEY));
    }

    private static Leaf leaf(long offset) {
        return new Leaf(offset, 0, Sha256.ZERO, Optional.empty(), List.of());
    }

    private static List<String> texts(List<Checkpoint> checkpoints) {
        return checkpoints.stream().map(it -> it.json().text()).toList();
    }
}
