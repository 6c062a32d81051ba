package dev.migrationgate.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestClientTest {

    @Test
    void anAcceptedRequestGivesTheDeploymentsIds() throws IOException {
        Answer answer = IngestClient.read(202, """
                {"deployments": [{"deploymentId": "0f3a", "applicationId": "a/b/c/d/e"}]}""");

        assertThat(answer).isEqualTo(new Answer.Accepted(List.of(new Answer.Deployment("0f3a", "a/b/c/d/e", ""))));
    }

    @Test
    void aProblemDocumentGivesEveryFinding() throws IOException {
        Answer answer = IngestClient.read(422, """
                {"type": "urn:x:invalid-manifests", "title": "Invalid manifests", "detail": "2 findings", "findings": [
                  {"file": "a.yaml", "line": 3, "column": 5, "path": "spec.target", "message": "is unknown"},
                  {"message": "no DeploymentConfig"}]}""");

        assertThat(answer)
                .isEqualTo(new Answer.Refused(
                        422,
                        "invalid-manifests",
                        "Invalid manifests: 2 findings",
                        List.of("a.yaml:3:5 spec.target is unknown", "no DeploymentConfig")));
    }

    @ParameterizedTest
    @CsvSource({"400,1", "404,1", "409,1", "422,1", "401,2", "403,2", "429,2", "500,2", "503,2"})
    void whatIsWrongWithTheRequestIsAnotherExitCodeThanWhoAsks(int status, int exit) throws IOException {
        Answer answer = IngestClient.read(status, "{}");

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.exitCode()).isEqualTo(exit));
    }

    @Test
    void anAnswerThatIsNotJsonIsShownAsItCame() throws IOException {
        Answer answer = IngestClient.read(502, "Bad Gateway\n");

        assertThat(answer).isEqualTo(new Answer.Refused(502, "", "Bad Gateway", List.of()));
    }
}
