package dev.migrationgate.ingest.build;

import static dev.migrationgate.ingest.build.BuildMessages.DIGEST;
import static dev.migrationgate.ingest.build.BuildMessages.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildNoticeReaderTest {
    private final BuildNoticeReader reader = new BuildNoticeReader();

    @Test
    void aBuildTellsItsImagesWithTheirDigests() {
        assertThat(read(BuildMessages.build("1.2.3"))).isEqualTo(image("1.2.3", Optional.empty()));
    }

    @Test
    void aBuildMayNameItsBuildDefinition() {
        String text = BuildMessages.build("1.2.3")
                .replace("\"SHORT_SHA\"", "\"_BUILD_DEFINITION\": \"payment\", \"SHORT_SHA\"");

        assertThat(read(text)).isEqualTo(image("1.2.3", Optional.of("payment")));
    }

    @Test
    void aTagThatWasPushedIsAnImageToo() {
        assertThat(read(BuildMessages.pushed("1.2.3", DIGEST))).isEqualTo(image("1.2.3", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUEUED", "WORKING", "FAILURE", "CANCELLED", "TIMEOUT", "what is this"})
    void aBuildThatDidNotSucceedIsIgnored(String status) {
        assertThat(read(BuildMessages.build(status, REPOSITORY + ":1", DIGEST)))
                .isInstanceOf(BuildNotice.Ignored.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'status': 'SUCCESS'}",
                "{'status': 'SUCCESS', 'results': {'images': []}}",
                "{'action': 'DELETE', 'tag': 'h.example/p/r/name:1'}",
                "{'action': 'INSERT', 'digest': 'h.example/p/r/name@sha256:00'}",
                "{'action': 'INSERT', 'tag': 'h.example/p/r/name:1'}"
            })
    void whatNamesNoImageByTagAndDigestIsIgnored(String text) {
        assertThat(read(text.replace('\'', '"'))).isInstanceOf(BuildNotice.Ignored.class);
    }

    @Test
    void aTagThatEveryBuildMovesAndAnImageWithoutATagAreIgnored() {
        assertThat(read(BuildMessages.build("latest"))).isInstanceOf(BuildNotice.Ignored.class);
        assertThat(read(BuildMessages.build("SUCCESS", REPOSITORY, DIGEST))).isInstanceOf(BuildNotice.Ignored.class);
        assertThat(read(BuildMessages.pushed("latest", DIGEST))).isInstanceOf(BuildNotice.Ignored.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "built!",
                "[]",
                "{}",
                "{'status': 7}",
                "{'status': 'SUCCESS', 'results': {'images': [{'name': 'h.example/p/r/name:1', 'digest': 'md5:1'}]}}",
                "{'status': 'SUCCESS', 'results': {'images': 'all'}}",
                "{'action': 'INSERT', 'tag': 'h.example/p/r/name:1', 'digest': 'h.example/p/r/name@sha256:00'}"
            })
    void whatNobodyCanReadIsSaidToBeSo(String text) {
        assertThat(read(text.replace('\'', '"'))).isInstanceOf(BuildNotice.Unreadable.class);
    }

    @Test
    void aTagAndADigestOfTwoImagesAreUnreadable() {
        String text = BuildMessages.pushed("1.2.3", DIGEST).replace("payment-api@", "other-api@");

        assertThat(read(text)).isInstanceOf(BuildNotice.Unreadable.class);
    }

    @Test
    void anImageIsAsOldAsItsBuildAndWithoutOneAsItsMessage() {
        Instant finished = Instant.parse("2026-11-01T10:00:00.5Z");
        Instant published = finished.plusSeconds(60);
        String build =
                BuildMessages.build("1.2.3").replace("\"status\"", "\"finishTime\": \"" + finished + "\", \"status\"");

        assertThat(madeAt(BuildMessages.message(build, published))).contains(finished);
        assertThat(madeAt(BuildMessages.message(BuildMessages.build("1.2.3"), published)))
                .contains(published);
        assertThat(madeAt(BuildMessages.message(BuildMessages.pushed("1.2.3", DIGEST), published)))
                .contains(published);
    }

    private Optional<Instant> madeAt(BuildMessage message) {
        return reader.read(message) instanceof BuildNotice.Images images
                ? images.images().getFirst().madeAt()
                : Optional.empty();
    }

    private BuildNotice read(String data) {
        return reader.read(BuildMessages.message(data));
    }

    private static BuildNotice image(String version, Optional<String> buildDefinition) {
        return new BuildNotice.Images(
                List.of(new BuiltImage(new TaggedImage(REPOSITORY, version), new Digest(DIGEST), Optional.empty())),
                buildDefinition);
    }
}
