package dev.migrationgate.access;

import static dev.migrationgate.access.TestCallers.token;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.access.connection.ConnectionsFile;
import dev.migrationgate.access.connection.Section;
import dev.migrationgate.access.oidc.ClaimCondition;
import dev.migrationgate.access.oidc.IdentityProvider;
import dev.migrationgate.access.oidc.TestIssuer;
import dev.migrationgate.access.signature.Headers;
import dev.migrationgate.manifests.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallersTest {
    private final TestCallers test;

    CallersTest(@TempDir Path folder) throws IOException {
        test = new TestCallers(folder);
    }

    @Test
    void aWorkflowOfTheRepositoryAndBranchIsKnownByItsSubject() {
        String token = test.workflowToken("fincorp/manifests", "refs/heads/main");

        assertThat(bearer(token))
                .isEqualTo(new Authentication.Known(new Caller(
                        "github-actions:repo:fincorp/manifests:ref:refs/heads/main",
                        Role.DEPLOYER,
                        Scope.parse("fincorp"))));
    }

    @Test
    void aGenuineTokenOfAnotherRepositoryOrBranchIsRefused() {
        for (String token : List.of(
                test.workflowToken("evil/manifests", "refs/heads/main"),
                test.workflowToken("fincorp/manifests", "refs/pull/7/merge"))) {
            assertThat(bearer(token))
                    .isEqualTo(new Authentication.Refused(
                            "the token is genuine, but its claims are none that are configured here"));
        }
    }

    @Test
    void whileTheIssuersKeysAreAwayOnlyItsTokensWait() {
        test.github.away = true;

        assertThat(bearer(test.workflowToken("fincorp/manifests", "refs/heads/main")))
                .isInstanceOf(Authentication.Unavailable.class);
        assertThat(bearer(token("viewer"))).isInstanceOf(Authentication.Known.class);
    }

    @Test
    void theFirstEntryThatFitsSaysWhatAGoogleAccountMayDo() {
        var google = new TestIssuer(IdentityProvider.GOOGLE);
        var operator = new CallersConfig.Issuer(
                google.provider(),
                List.of(new ClaimCondition("email", "ops@acme.example")),
                Role.OPERATOR,
                Scope.EVERYTHING);
        var viewer = new CallersConfig.Issuer(
                google.provider(), List.of(new ClaimCondition("hd", "acme.example")), Role.VIEWER, Scope.EVERYTHING);
        var config = new CallersConfig(Optional.empty(), List.of(), List.of(operator, viewer));
        var callers = Callers.from(Optional.of(config), TestCallers.APART, _ -> new byte[0], google, test.clock);

        assertThat(actor(callers, google.token(Map.of("email", "ops@acme.example", "email_verified", true))))
                .isEqualTo("google:ops@acme.example operator");
        assertThat(actor(
                        callers,
                        google.token(
                                Map.of("email", "ops@acme.example", "email_verified", false, "hd", "acme.example"))))
                .isEqualTo("google:somebody viewer");
        assertThat(actor(callers, google.token(Map.of("email", "a@evil.example", "email_verified", true))))
                .isEqualTo("nobody");
    }

    @Test
    void whoeverSignsABodyIsKnownByTheirName() {
        Headers headers = Headers.of(test.signed("one", "body"));
        Callers callers = test.callers();

        assertThat(callers.authenticate(headers, true)).isEqualTo(new Authentication.Signed());
        assertThat(callers.authenticate(headers, false)).isInstanceOf(Authentication.Refused.class);
        assertThat(callers.authenticate(headers, "body".getBytes(UTF_8)))
                .isEqualTo(new Authentication.Known(new Caller("signer:ci", Role.DEPLOYER, Scope.parse("fincorp"))));
        assertThat(callers.authenticate(headers, "Body".getBytes(UTF_8))).isInstanceOf(Authentication.Refused.class);
    }

    @Test
    void nothingAndOtherSchemesAndTwoTokensAreRefused() {
        Headers twice = _ -> List.of("Bearer " + token("viewer"), "Bearer " + token("viewer"));

        assertThat(test.callers().authenticate(Headers.of(Map.of()), true)).isInstanceOf(Authentication.Refused.class);
        assertThat(test.callers().authenticate(twice, true))
                .isEqualTo(new Authentication.Refused("the header Authorization is there more than once"));
        for (String value : List.of("", "Basic dTpw", token("viewer"), "Bearer", "Bearer ", "Bearer a.b.c")) {
            assertThat(test.callers().authenticate(Headers.of(Map.of("Authorization", value)), true))
                    .as(value)
                    .isInstanceOf(Authentication.Refused.class);
        }
    }

    @Test
    void theSectionIsReadAndAnIssuerWithoutAnIdentityIsAProblem() {
        var problems = new ArrayList<String>();
        Section top = ConnectionsFile.read("file.yaml", """
            callers:
              signers:
                - {name: ci, secrets: ["file:/run/ci"], role: deployer, scope: acme}
              issuers:
                - issuer: https://token.actions.githubusercontent.com
                  audience: gate
                  claims: {ref: refs/heads/main}
                  role: deployer
                - issuer: https://accounts.google.com
                  audience: gate
                  claims: {email: ci@acme.iam.gserviceaccount.com}
                  role: viewer
                - {issuer: "http://plain.example", role: boss}
            """, problems::add).orElseThrow();

        CallersConfig config = CallersConfig.from(top).orElseThrow();

        assertThat(config.signers()).hasSize(1);
        assertThat(config.issuers().get(1).conditions())
                .containsExactly(new ClaimCondition("email", "ci@acme.iam.gserviceaccount.com"));
        assertThat(problems)
                .anySatisfy(problem -> assertThat(problem)
                        .contains("callers.issuers[0].claims has to say who may call, with one of", "repository"))
                .anySatisfy(problem -> assertThat(problem).contains("callers.issuers[2].issuer has to be the https"))
                .anySatisfy(problem -> assertThat(problem).contains("callers.issuers[2].audience is missing"))
                .anySatisfy(problem -> assertThat(problem).contains("callers.issuers[2].claims has to say who"))
                .anySatisfy(problem -> assertThat(problem).contains("callers.issuers[2].role has to be one of"))
                .hasSize(5);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            https://token.actions.githubusercontent.com, sub,              **,                         false
            https://token.actions.githubusercontent.com, sub,              repo:*/manifests:**,        false
            https://token.actions.githubusercontent.com, sub,              repo:acme/manifests:**,     true
            https://token.actions.githubusercontent.com, repository,       */manifests,                false
            https://token.actions.githubusercontent.com, repository,       acme*/manifests,            false
            https://token.actions.githubusercontent.com, repository,       acme**,                     false
            https://token.actions.githubusercontent.com, repository,       acme/*,                     true
            https://token.actions.githubusercontent.com, repository_owner, acme*,                      false
            https://token.actions.githubusercontent.com, repository_id,    12*,                        false
            https://token.actions.githubusercontent.com, repository_id,    1234,                       true
            https://accounts.google.com,                 email,            *@acme.example,             false
            https://accounts.google.com,                 email,            ci@*,                       false
            https://accounts.google.com,                 hd,               acme.example,               true
            https://gitlab.acme.example,                 project_path,     **,                         false
            https://gitlab.acme.example,                 project_path,     acme/*,                     true
            """)
    void aClaimThatStrangersCanHaveSaysNothingOfWhoItIs(String issuer, String claim, String value, boolean enough) {
        var problems = new ArrayList<String>();
        Section top = ConnectionsFile.read("file.yaml", """
            callers:
              issuers:
                - {issuer: "%s", audience: gate, role: deployer, claims: {%s: "%s"}}
            """.formatted(issuer, claim, value), problems::add)
                .orElseThrow();

        assertThat(CallersConfig.from(top)).isPresent();

        if (enough) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems)
                    .singleElement()
                    .satisfies(problem -> assertThat(problem).contains("claims has to say who may call, with one"));
        }
    }

    @Test
    void namesOfIssuersAreOneLineAndNotEndless() {
        assertThat(new Caller("google:a\nb", Role.VIEWER, Scope.EVERYTHING).actor())
                .isEqualTo("google:a b");
        assertThat(new Caller("x".repeat(999), Role.VIEWER, Scope.EVERYTHING).actor())
                .hasSize(301);
    }

    private Authentication bearer(String token) {
        return test.callers().authenticate(Headers.of(Map.of("authorization", "bearer " + token)), true);
    }

    private static String actor(Callers callers, String token) {
        return callers.authenticate(Headers.of(Map.of("Authorization", "Bearer " + token)), false)
                        instanceof Authentication.Known(Caller caller)
                ? caller.actor() + " " + caller.role()
                : "nobody";
    }
}
