package dev.migrationgate.repository;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/**
 * Opens ssh sessions with the one key that it is given, to servers whose keys it is given, within the exchange's limit. It
 * reads no file: neither {@code ~/.ssh/config}, which may name commands and other hosts, nor keys or an agent's.
 */
final class SshSessions extends SshSessionFactory {
    private static final File NOWHERE = new File("/nonexistent");

    private final Credential.SshKey key;
    private final Exchange exchange;

    SshSessions(Credential.SshKey key, Exchange exchange) {
        this.key = key;
        this.exchange = exchange;
    }

    @Override
    public String getType() {
        return "mina-sshd";
    }

    @Override
    public RemoteSession getSession(URIish uri, CredentialsProvider provider, FS fs, int timeoutMillis)
            throws TransportException {
        List<KeyPair> pairs = pairs(uri);
        SshdSessionFactory factory = new SshdSessionFactoryBuilder()
                .setHomeDirectory(NOWHERE)
                .setSshDirectory(NOWHERE)
                .setConfigStoreFactory((_, _, _) -> null)
                .setDefaultIdentities(_ -> List.of())
                .setDefaultKeysProvider(_ -> pairs)
                .setPreferredAuthentications("publickey")
                .setServerKeyDatabase((_, _) -> new KnownServers(key.knownHosts()))
                .build(null);
        return new Session(factory.getSession(uri, provider, fs, timeoutMillis), exchange);
    }

    private List<KeyPair> pairs(URIish uri) throws TransportException {
        var bytes = new ByteArrayInputStream(key.privateKey().getBytes(StandardCharsets.UTF_8));
        try {
            var pairs = new ArrayList<KeyPair>();
            Iterable<KeyPair> found =
                    SecurityUtils.loadKeyPairIdentities(null, NamedResource.ofName("credential"), bytes, null);
            if (found != null) {
                found.forEach(pairs::add);
            }
            if (pairs.isEmpty()) {
                throw new TransportException(uri, "the credential holds no private key");
            }
            return pairs;
        } catch (IOException | GeneralSecurityException _) {
            // Without its cause, which may quote the key.
            throw new TransportException(uri, "the credential is no private key that can be read");
        }
    }

    /** The servers that are known; nobody is asked about others, and nothing is learned. */
    private record KnownServers(String lines) implements ServerKeyDatabase {
        @Override
        public List<PublicKey> lookup(String address, InetSocketAddress remote, Configuration configuration) {
            return keysOf(remote);
        }

        @Override
        public boolean accept(
                String address,
                InetSocketAddress remote,
                PublicKey serverKey,
                Configuration configuration,
                @Nullable CredentialsProvider provider) {
            return keysOf(remote).stream().anyMatch(known -> KeyUtils.compareKeys(known, serverKey));
        }

        private List<PublicKey> keysOf(InetSocketAddress remote) {
            try {
                var keys = new ArrayList<PublicKey>();
                for (KnownHostEntry entry : KnownHostEntry.readKnownHostEntries(new StringReader(lines), true)) {
                    // A marker says that the key was revoked, or is an authority's.
                    if (entry.getMarker() == null && entry.isHostMatch(remote.getHostString(), remote.getPort())) {
                        keys.add(entry.getKeyEntry().resolvePublicKey(null, null));
                    }
                }
                return keys;
            } catch (IOException | GeneralSecurityException | RuntimeException _) {
                return List.of();
            }
        }
    }

    private record Session(RemoteSession inner, Exchange exchange) implements RemoteSession {
        @Override
        public Process exec(String command, int timeoutSeconds) throws IOException {
            return new Command(inner.exec(command, timeoutSeconds), exchange);
        }

        @Override
        public void disconnect() {
            inner.disconnect();
        }
    }

    /** A command on the server, whose answer is limited. */
    private static final class Command extends Process {
        private final Process inner;
        private final InputStream answer;

        Command(Process inner, Exchange exchange) {
            this.inner = inner;
            this.answer = exchange.limited(inner.getInputStream());
        }

        @Override
        public OutputStream getOutputStream() {
            return inner.getOutputStream();
        }

        @Override
        public InputStream getInputStream() {
            return answer;
        }

        @Override
        public InputStream getErrorStream() {
            return inner.getErrorStream();
        }

        @Override
        public int waitFor() throws InterruptedException {
            return inner.waitFor();
        }

        @Override
        public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
            return inner.waitFor(timeout, unit);
        }

        @Override
        public int exitValue() {
            return inner.exitValue();
        }

        @Override
        public void destroy() {
            inner.destroy();
        }
    }
}
