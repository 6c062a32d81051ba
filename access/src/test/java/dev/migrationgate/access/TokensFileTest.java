package dev.migrationgate.access;

import static dev.migrationgate.access.TestCallers.entry;
import static dev.migrationgate.access.TestCallers.sha256;
import static dev.migrationgate.access.TestCallers.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.access.oidc.SettableClock;
import dev.migrationgate.manifests.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensFileTest {
    private static final Duration LATER = Duration.ofSeconds(2);
    private static final CloudScopes APART = new CloudScopes(
            "{organizational-unit}-{project}-{environment}", "{cloudProject}/{name}", List.of(Scope.parse("acme")));

    private final SettableClock clock = new SettableClock(Instant.parse("2027-01-31T23:59:58Z"));
    private final Path file;

    TokensFileTest(@TempDir Path folder) throws IOException {
        file = folder.resolve("tokens.yaml");
        write("tokens:\n" + entry("ann", Role.OPERATOR, "acme/retail"));
    }

    @Test
    void aTokenIsFoundByItsDigestWithRoleAndScope() {
        assertThat(new TokensFile(file, clock, APART).find(token("ann")))
                .isEqualTo(
                        new Authentication.Known(new Caller("token:ann", Role.OPERATOR, Scope.parse("acme/retail"))));
    }

    @Test
    void anotherTokenTheDigestItselfAndMalformedOnesAreNotKnown() {
        TokensFile tokens = new TokensFile(file, clock, APART);

        for (String text :
                List.of(token("bob"), sha256(token("ann")), "mg_", "", token("ann") + "0", token("ann") + "\n")) {
            assertThat(tokens.find(text)).isEqualTo(new Authentication.Refused("the token is not known"));
        }
    }

    @Test
    void aTokenIsGoodOnItsLastDayAndNoLonger() throws IOException {
        write("tokens:\n  - {name: ann, sha256: %s, role: viewer, expires: 2027-01-31}\n"
                .formatted(sha256(token("ann"))));
        TokensFile tokens = new TokensFile(file, clock, APART);

        assertThat(tokens.find(token("ann"))).isInstanceOf(Authentication.Known.class);
        clock.advance(LATER);
        assertThat(tokens.find(token("ann"))).isEqualTo(new Authentication.Refused("the token has expired"));
    }

    @Test
    void aChangedFileCountsWithinTwoSecondsSoThatARevokedTokenIsOut() throws IOException {
        TokensFile tokens = new TokensFile(file, clock, APART);
        write("tokens:\n" + entry("bob", Role.VIEWER, "acme"));

        assertThat(tokens.find(token("ann"))).isInstanceOf(Authentication.Known.class);
        clock.advance(LATER);

        assertThat(tokens.find(token("ann"))).isInstanceOf(Authentication.Refused.class);
        assertThat(tokens.find(token("bob"))).isInstanceOf(Authentication.Known.class);
    }

    @Test
    void aBrokenFileOrNoneKeepsTheOldTokensAndIsToldUntilItIsMended() throws IOException {
        TokensFile tokens = new TokensFile(file, clock, APART);

        write("tokens:\n" + entry("bob", Role.VIEWER, "acme") + "  - {name: carl, sha256: 12, role: boss}\n");
        clock.advance(LATER);
        assertThat(tokens.find(token("ann"))).isInstanceOf(Authentication.Known.class);
        assertThat(tokens.find(token("bob"))).isInstanceOf(Authentication.Refused.class);
        assertThat(tokens.problem().orElse(""))
                .contains("tokens.yaml:3:", "tokens[1].sha256", "tokens[1].role has to be one of");

        Files.delete(file);
        clock.advance(LATER);
        assertThat(tokens.find(token("ann"))).isInstanceOf(Authentication.Known.class);
        assertThat(tokens.problem().orElse("")).contains("cannot read");

        write("tokens:\n" + entry("ann", Role.VIEWER, "acme"));
        clock.advance(LATER);
        assertThat(tokens.find(token("ann"))).isInstanceOf(Authentication.Known.class);
        assertThat(tokens.problem()).isEmpty();
    }

    @Test
    void aNewDeployerWhoseScopeWouldNotHoldInGoogleCloudIsAProblemAndAViewerIsNone() throws IOException {
        TokensFile tokens = new TokensFile(file, clock, APART);

        write("tokens:\n" + entry("bob", Role.DEPLOYER, "fincorp/retail"));
        clock.advance(LATER);
        assertThat(tokens.find(token("bob"))).isInstanceOf(Authentication.Refused.class);
        assertThat(tokens.find(token("ann"))).isInstanceOf(Authentication.Known.class);
        assertThat(tokens.problem().orElse(""))
                .contains("tokens.yaml: CLOUD_PROJECT_PATTERN must contain {organization}");

        write("tokens:\n" + entry("bob", Role.VIEWER, "fincorp/retail"));
        clock.advance(LATER);
        assertThat(tokens.find(token("bob"))).isInstanceOf(Authentication.Known.class);
        assertThat(tokens.problem()).isEmpty();
    }

    @Test
    void aFirstFileThatCannotBeUsedIsNoStart() throws IOException {
        write("- nonsense");

        assertThatThrownBy(() -> new TokensFile(file, clock, APART)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void everyProblemIsToldWithItsPlaceAndNeverATokenThatStandsInPlaceOfItsDigest() throws IOException {
        write("""
            tokens:
              - {name: ann, sha256: %s, role: viewer, scop: acme}
              - {name: ann, sha256: "%s", role: viewer, expires: tomorrow}
              - {name: "a b", role: deployer}
            """.formatted(token("ann"), sha256(token("ann"))));
        var problems = new ArrayList<String>();

        assertThat(TokenList.read(file, problems::add)).isEmpty();
        assertThat(problems)
                .anySatisfy(problem -> assertThat(problem).contains(":2:25: tokens[0].sha256", "gate token hash"))
                .anySatisfy(problem -> assertThat(problem).contains("did you mean 'scope'?"))
                .anySatisfy(problem -> assertThat(problem).contains("tokens[1].name is there twice"))
                .anySatisfy(problem -> assertThat(problem).contains("tokens[1].expires has to be a day"))
                .anySatisfy(problem -> assertThat(problem).contains("tokens[2].name has to be 1 to 64"))
                .anySatisfy(problem -> assertThat(problem).contains("tokens[2].sha256 is missing"))
                .noneSatisfy(problem -> assertThat(problem).contains(token("ann")));
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
    }
}
