package dev.migrationgate.repository;

import java.util.StringJoiner;

/** With what a repository is read. None of them shows itself. */
public sealed interface Credential {
    /** Nothing: everybody may read it. */
    record None() implements Credential {}

    /**
     * A token, for https.
     *
     * @param user user name; GitHub and GitLab take any, {@code x-access-token} and {@code oauth2} are customary
     * @param token the token
     */
    record Token(String user, String token) implements Credential {
        @Override
        public String toString() {
            return "Token[]";
        }
    }

    /**
     * A key, for ssh.
     *
     * @param privateKey the private key, in OpenSSH's or PEM form, without a passphrase
     * @param knownHosts lines in the form of {@code known_hosts}: the server's key has to be among them
     */
    record SshKey(String privateKey, String knownHosts) implements Credential {
        @Override
        public String toString() {
            return "SshKey[]";
        }
    }

    /**
     * The credential that a secret holds: for https it is a token; for ssh a private key, followed or preceded by the lines of
     * {@code known_hosts} that name the server's own key.
     *
     * @param user user name that goes with a token
     */
    static Credential of(RemoteUrl url, String user, String secret) {
        if (!url.isSsh()) {
            return new Token(user, secret.strip());
        }
        var key = new StringJoiner("\n", "", "\n");
        var knownHosts = new StringJoiner("\n", "", "\n");
        boolean inKey = false;
        for (String line : secret.lines().toList()) {
            inKey |= line.startsWith("-----BEGIN");
            (inKey ? key : knownHosts).add(line);
            inKey &= !line.startsWith("-----END");
        }
        return new SshKey(key.toString(), knownHosts.toString());
    }
}
