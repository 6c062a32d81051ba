package dev.migrationgate.access.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An identity provider in memory: signs tokens, publishes keys, and can be away. */
public final class TestIssuer implements KeyServer {
    public static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    public static final String AUDIENCE = "https://gate.acme.example";

    final RSAKey rsa = rsa("rsa-1");
    final ECKey elliptic = elliptic();
    final List<URI> fetched = new ArrayList<>();
    public volatile boolean away;
    volatile JWKSet published = new JWKSet(List.of(rsa, elliptic));
    private final String issuer;

    public TestIssuer(String issuer) {
        this.issuer = issuer;
    }

    public IdentityProvider provider() {
        return new IdentityProvider(issuer, Optional.of(URI.create(issuer + "/keys")), AUDIENCE);
    }

    @Override
    public String fetch(URI address) throws IOException {
        fetched.add(address);
        if (away) {
            throw new IOException("no route to host");
        }
        return address.getPath().endsWith("openid-configuration")
                ? "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"https://keys.example/other\"}"
                : published.toString();
    }

    /** A token that is in force for five minutes, with these claims more. */
    public String token(Map<String, Object> claims) {
        return sign(claims(claims).build());
    }

    JWTClaimsSet.Builder claims(Map<String, Object> more) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(AUDIENCE)
                .subject("somebody")
                .issueTime(Date.from(NOW))
                .expirationTime(Date.from(NOW.plusSeconds(300)));
        more.forEach(claims::claim);
        return claims;
    }

    String sign(JWTClaimsSet claims) {
        return sign(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(rsa.getKeyID()), rsa, claims);
    }

    static String sign(JWSHeader.Builder header, RSAKey key, JWTClaimsSet claims) {
        try {
            return sign(header, new RSASSASigner(key), claims);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String signElliptic(JWTClaimsSet claims) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(elliptic.getKeyID());
            return sign(header, new ECDSASigner(elliptic), claims);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sign(JWSHeader.Builder header, JWSSigner signer, JWTClaimsSet claims) throws JOSEException {
        var token = new SignedJWT(header.build(), claims);
        token.sign(signer);
        return token.serialize();
    }

    static RSAKey rsa(String keyId) {
        try {
            return new RSAKeyGenerator(2048).keyID(keyId).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey elliptic() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("ec-1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
