package dev.migrationgate.access;

import dev.migrationgate.access.connection.Section;
import dev.migrationgate.access.oidc.ClaimCondition;
import dev.migrationgate.access.oidc.IdentityProvider;
import dev.migrationgate.google.secret.SecretReference;
import dev.migrationgate.manifests.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who may call.
 *
 * @param tokensFile file with the digests of tokens
 * @param signers who signs bodies
 * @param issuers whose tokens are believed
 */
public record CallersConfig(Optional<Path> tokensFile, List<Signer> signers, List<Issuer> issuers) {
    /** Copies the lists. */
    public CallersConfig {
        signers = List.copyOf(signers);
        issuers = List.copyOf(issuers);
    }

    /**
     * Somebody who signs bodies with Standard Webhooks headers.
     *
     * @param name how events name them
     * @param secrets what they sign with; two while one is being replaced
     * @param role what they may do
     * @param scope where
     */
    public record Signer(String name, List<SecretReference> secrets, Role role, Scope scope) {
        /** Copies the list. */
        public Signer {
            secrets = List.copyOf(secrets);
        }
    }

    /**
     * Tokens that an identity provider signs.
     *
     * @param provider who signs them, for which audience
     * @param conditions what all of their claims must be
     * @param role what whoever holds one may do
     * @param scope where
     */
    public record Issuer(IdentityProvider provider, List<ClaimCondition> conditions, Role role, Scope scope) {
        /**
         * Claims of which one at least must be fixed: anybody can get a token of these issuers for any audience, so that without
         * them everybody on the internet is a caller.
         */
        private static final Set<String> IDENTIFYING_GITHUB =
                Set.of("repository", "repository_id", "repository_owner", "repository_owner_id", "sub");

        private static final Set<String> IDENTIFYING_GOOGLE = Set.of("email", "sub", "hd");

        /** Copies the list. */
        public Issuer {
            conditions = List.copyOf(conditions);
        }

        /**
         * Whether a condition is one that no stranger can fulfil. On GitHub everybody chooses the name of a repository, but not its owner's,
         * so the wildcards may begin after the owner.
         */
        static boolean identifies(String issuer, ClaimCondition condition) {
            Set<String> identifying = identifying(issuer);
            if (identifying.isEmpty()) {
                return !condition.value().startsWith("*");
            }
            int slash = issuer.equals(IdentityProvider.GITHUB_ACTIONS)
                    ? condition.value().indexOf('/')
                    : -1;
            String fixed = slash < 0 ? condition.value() : condition.value().substring(0, slash);
            return identifying.contains(condition.claim()) && !fixed.contains("*");
        }

        /** The claims that say who it is, where we know the issuer. */
        static Set<String> identifying(String issuer) {
            return switch (issuer) {
                case IdentityProvider.GITHUB_ACTIONS -> IDENTIFYING_GITHUB;
                case IdentityProvider.GOOGLE -> IDENTIFYING_GOOGLE;
                default -> Set.of();
            };
        }
    }

    /** The scopes of those who may deploy, but for who has a token. */
    public List<Scope> deployers() {
        Stream<Scope> signing = signers.stream()
                .filter(each -> each.role().may(Permission.DEPLOY))
                .map(Signer::scope);
        Stream<Scope> issued = issuers.stream()
                .filter(each -> each.role().may(Permission.DEPLOY))
                .map(Issuer::scope);
        return Stream.concat(signing, issued).toList();
    }

    /** The scopes of those who may deploy with a token of the file as it is now; none where it cannot be read. */
    public List<Scope> tokenDeployers() {
        return tokensFile
                .flatMap(file -> TokenList.read(file, _ -> {}))
                .map(TokenList::deployers)
                .orElse(List.of());
    }

    /** Reads the section {@code callers}; empty where there is none, and so nobody has to prove anything. */
    public static Optional<CallersConfig> from(Section top) {
        return top.section("callers").map(CallersConfig::read);
    }

    private static CallersConfig read(Section section) {
        Optional<Path> tokens = section.parsed("tokensFile", Path::of);
        tokens.ifPresent(file -> TokenList.read(file, problem -> section.problem("tokensFile", problem)));
        var config = new CallersConfig(tokens, signers(section), issuers(section));
        if (tokens.isEmpty() && config.signers.isEmpty() && config.issuers.isEmpty()) {
            section.problem("tokensFile", "is missing, and so are signers and issuers: nobody could call");
        }
        section.end();
        return config;
    }

    private static List<Signer> signers(Section callers) {
        var names = new HashSet<String>();
        var signers = new ArrayList<Signer>();
        for (Section section : callers.sections("signers")) {
            String name = CallerName.read(section, names);
            List<SecretReference> secrets = section.secrets("secrets");
            if (secrets.isEmpty()) {
                section.problem("secrets", "has to name at least one secret");
            }
            signers.add(new Signer(name, secrets, role(section), section.scope("scope")));
            section.end();
        }
        return signers;
    }

    private static List<Issuer> issuers(Section callers) {
        var issuers = new ArrayList<Issuer>();
        for (Section section : callers.sections("issuers")) {
            String issuer = section.parsed("issuer", CallersConfig::https)
                    .orElseGet(() -> section.missing("issuer", IdentityProvider.GOOGLE));
            String audience = section.optional("audience").orElseGet(() -> section.missing("audience", "none"));
            var provider = new IdentityProvider(issuer, section.uri("jwks"), audience);
            List<ClaimCondition> conditions = section.section("claims").stream()
                    .flatMap(claims -> claims.all().entrySet().stream())
                    .map(entry -> new ClaimCondition(entry.getKey(), entry.getValue()))
                    .toList();
            requireIdentifying(section, issuer, conditions);
            issuers.add(new Issuer(provider, conditions, role(section), section.scope("scope")));
            section.end();
        }
        return issuers;
    }

    private static void requireIdentifying(Section section, String issuer, List<ClaimCondition> conditions) {
        Set<String> identifying = Issuer.identifying(issuer);
        if (conditions.stream().noneMatch(condition -> Issuer.identifies(issuer, condition))) {
            section.problem(
                    "claims",
                    "has to say who may call"
                            + (identifying.isEmpty()
                                    ? ", with one that does not begin with '*'"
                                    : ", with one of "
                                            + identifying.stream().sorted().toList()
                                            + " that has no '*' (GitHub: none before the first slash)"));
        }
    }

    static Role role(Section section) {
        return section.parsed("role", Role::parse).orElseGet(() -> section.missing("role", Role.VIEWER));
    }

    private static String https(String text) {
        if (!text.matches("https://[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?(/[!-~]*)?")) {
            throw new IllegalArgumentException("has to be the https address that the tokens have as 'iss'");
        }
        return text;
    }
}
