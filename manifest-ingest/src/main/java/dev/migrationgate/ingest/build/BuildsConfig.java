package dev.migrationgate.ingest.build;

import dev.migrationgate.access.connection.Section;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How ingest hears of builds.
 *
 * @param subscription full name of the subscription that is pulled; absent: none is
 * @param push whose pushes are believed; absent: nobody's
 * @param environments environments that a build is deployed to although the application's metadata names its environment
 */
public record BuildsConfig(Optional<String> subscription, Optional<Push> push, Set<String> environments) {
    /** Nobody tells of builds. */
    public static final BuildsConfig NONE = new BuildsConfig(Optional.empty(), Optional.empty(), Set.of());

    private static final String GOOGLE = "https://accounts.google.com";
    private static final Pattern SUBSCRIPTION =
            Pattern.compile("projects/[a-z0-9:.-]{1,64}/subscriptions/[A-Za-z][A-Za-z0-9._~+%-]{2,254}");

    /** Copies the set. */
    public BuildsConfig {
        environments = Set.copyOf(environments);
    }

    /**
     * What the token of a push must say.
     *
     * @param issuer who signed it
     * @param keys where the issuer's public keys are; absent: where the issuer says
     * @param audience whom it was made for
     * @param email the service account that it was made with
     */
    public record Push(String issuer, Optional<URI> keys, String audience, String email) {}

    /** Reads the section {@code builds}; what is wrong is reported by it. */
    public static BuildsConfig from(Section top) {
        return top.section("builds").map(BuildsConfig::builds).orElse(NONE);
    }

    private static BuildsConfig builds(Section section) {
        var config = new BuildsConfig(
                section.parsed("subscription", BuildsConfig::subscription),
                section.section("push").map(BuildsConfig::push),
                Set.copyOf(section.texts("environments")));
        section.end();
        return config;
    }

    private static Push push(Section section) {
        var push = new Push(
                section.optional("issuer").orElse(GOOGLE),
                section.uri("keys"),
                section.text("audience"),
                section.text("email"));
        section.end();
        return push;
    }

    private static String subscription(String text) {
        if (!SUBSCRIPTION.matcher(text).matches()) {
            throw new IllegalArgumentException("has to be projects/…/subscriptions/…");
        }
        return text;
    }
}
