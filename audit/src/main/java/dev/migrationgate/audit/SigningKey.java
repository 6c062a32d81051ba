package dev.migrationgate.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** An Ed25519 key pair that signs checkpoints, exports and events. Safe for several threads. */
public final class SigningKey {
    static final String ALGORITHM = "Ed25519";
    private static final String LABEL = "PRIVATE KEY";

    private final PrivateKey secret;
    private final PublicKeys.One open;

    private SigningKey(PrivateKey secret, PublicKeys.One open) {
        this.secret = secret;
        this.open = open;
    }

    /** Draws a new one. */
    public static SigningKey draw() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            return new SigningKey(pair.getPrivate(), PublicKeys.One.of(pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no " + ALGORITHM, e);
        }
    }

    /**
     * Reads a pair.
     *
     * @param privatePem the private key, as PKCS#8 in PEM
     * @param publicPem the public key, as SubjectPublicKeyInfo in PEM
     * @throws IllegalArgumentException they are no Ed25519 keys, or do not belong together; the message has nothing of them
     */
    public static SigningKey of(String privatePem, String publicPem) {
        SigningKey key = read(privatePem, publicPem);
        if (!key.isPair()) {
            throw new IllegalArgumentException("the private key and the public key do not belong together");
        }
        return key;
    }

    /**
     * Reads a pair whose public key is one of several.
     *
     * @param privatePem the private key, as PKCS#8 in PEM
     * @param publicPems public keys, each as SubjectPublicKeyInfo in PEM
     * @throws IllegalArgumentException one is no Ed25519 key, or none belongs to the private one; the message has nothing of them
     */
    public static SigningKey among(String privatePem, List<String> publicPems) {
        // All of them first, so that one that is no key is never passed over.
        List<SigningKey> pairs =
                publicPems.stream().map(open -> read(privatePem, open)).toList();
        return pairs.stream()
                .filter(SigningKey::isPair)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("none of the public keys belongs to the private key"));
    }

    /** How checkpoints name it: the first 16 hexadecimal digits of the SHA-256 of the public key's SubjectPublicKeyInfo. */
    public String id() {
        return open.id();
    }

    /** The private key, as PKCS#8 in PEM: a secret. */
    public String privatePem() {
        return Pem.write(LABEL, secret.getEncoded());
    }

    /** The public key, as SubjectPublicKeyInfo in PEM. */
    public String publicPem() {
        return open.pem();
    }

    private static SigningKey read(String privatePem, String publicPem) {
        try {
            PrivateKey secret = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(Pem.read(LABEL, privatePem)));
            return new SigningKey(secret, PublicKeys.One.parse(publicPem));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no private " + ALGORITHM + " key", e);
        }
    }

    private boolean isPair() {
        byte[] probe = "belongs together".getBytes(StandardCharsets.US_ASCII);
        return open.accepts(Statement.CHECKPOINT, probe, sign(Statement.CHECKPOINT, probe));
    }

    /** Ed25519 has no randomness: the same bytes give the same signature. */
    String sign(Statement about, byte[] bytes) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            signature.update(about.prefix());
            signature.update(bytes);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with the key " + id(), e);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SigningKey " + id();
    }
}
