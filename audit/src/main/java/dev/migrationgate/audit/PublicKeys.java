package dev.migrationgate.audit;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The public keys that somebody trusts, by their ids. Safe for several threads. */
public final class PublicKeys {
    private final Map<String, One> keys = new TreeMap<>();

    private PublicKeys() {}

    /**
     * Reads keys.
     *
     * @param pems each a SubjectPublicKeyInfo in PEM
     * @throws IllegalArgumentException one is no Ed25519 key
     */
    public static PublicKeys parse(List<String> pems) {
        var all = new PublicKeys();
        pems.stream().map(One::parse).forEach(key -> all.keys.put(key.id(), key));
        return all;
    }

    /** The ids, in order. */
    public List<String> ids() {
        return List.copyOf(keys.keySet());
    }

    boolean has(String id) {
        return keys.containsKey(id);
    }

    boolean accept(String id, Statement about, byte[] bytes, String signature) {
        One key = keys.get(id);
        return key != null && key.accepts(about, bytes, signature);
    }

    /** One key. */
    record One(String id, PublicKey key) {
        private static final String LABEL = "PUBLIC KEY";

        static One of(PublicKey key) {
            return new One(Sha256.of(key.getEncoded()).beginning(), key);
        }

        static One parse(String pem) {
            try {
                return of(KeyFactory.getInstance(SigningKey.ALGORITHM)
                        .generatePublic(new X509EncodedKeySpec(Pem.read(LABEL, pem))));
            } catch (GeneralSecurityException e) {
                throw new IllegalArgumentException("no public " + SigningKey.ALGORITHM + " key", e);
            }
        }

        String pem() {
            return Pem.write(LABEL, key.getEncoded());
        }

        boolean accepts(Statement about, byte[] bytes, String text) {
            try {
                byte[] given = Base64.getDecoder().decode(text);
                Signature signature = Signature.getInstance(SigningKey.ALGORITHM);
                signature.initVerify(key);
                signature.update(about.prefix());
                signature.update(bytes);
                // Base64's last digit has spare bits: one signature, one text.
                return signature.verify(given)
                        && Base64.getEncoder().encodeToString(given).equals(text);
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                return false;
            }
        }
    }
}
