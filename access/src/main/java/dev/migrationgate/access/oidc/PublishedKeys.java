package dev.migrationgate.access.oidc;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;

/**
 * The keys that an issuer publishes now.
 *
 * @param provider whose keys
 * @param server where they come from
 */
record PublishedKeys(IdentityProvider provider, KeyServer server) {
    /**
     * Fetches them.
     *
     * @throws IOException there was no answer, or one that cannot be read
     */
    JWKSet fetch() throws IOException, InterruptedException {
        URI address = provider.keys().isPresent() ? provider.keys().get() : configured();
        try {
            return JWKSet.parse(server.fetch(address)).toPublicJWKSet();
        } catch (ParseException e) {
            throw new IOException("the keys of " + provider.issuer() + " cannot be read", e);
        }
    }

    /** Where the issuer says that its keys are (OpenID Connect Discovery 1.0, section 4). */
    private URI configured() throws IOException, InterruptedException {
        URI address = URI.create(provider.issuer() + "/.well-known/openid-configuration");
        try {
            Map<String, Object> configuration = JSONObjectUtils.parse(server.fetch(address));
            // Section 4.3: who answers for another issuer is not to be believed.
            if (!provider.issuer().equals(configuration.get("issuer"))) {
                throw new IOException(address + " is the configuration of another issuer");
            }
            return Optional.ofNullable(JSONObjectUtils.getURI(configuration, "jwks_uri"))
                    .filter(uri -> "https".equals(uri.getScheme()))
                    .orElseThrow(() -> new IOException(address + " has no https address as 'jwks_uri'"));
        } catch (ParseException e) {
            throw new IOException(address + " cannot be read", e);
        }
    }
}
