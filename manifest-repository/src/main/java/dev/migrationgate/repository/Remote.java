package dev.migrationgate.repository;

import dev.migrationgate.repository.Credential.SshKey;
import dev.migrationgate.repository.Credential.Token;
import java.time.Duration;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;

/**
 * Opens connections to one repository.
 *
 * @param url where it is
 * @param silence the longest that the server may say nothing
 */
record Remote(RemoteUrl url, Duration silence) {
    /**
     * Opens one exchange.
     *
     * @param local the mirror
     * @throws IllegalArgumentException if the credential is one for another transport
     */
    Transport open(Repository local, Credential credential, Exchange exchange)
            throws TransportException, NotSupportedException {
        Transport transport = Transport.open(local, url.uri());
        transport.setTimeout(Math.toIntExact(silence.toSeconds()));
        transport.setTagOpt(TagOpt.NO_TAGS);
        transport.setCredentialsProvider(new NoQuestions());
        switch (transport) {
            case TransportHttp http -> configure(http, credential, exchange);
            case SshTransport ssh -> configure(ssh, credential, exchange);
            default -> {}
        }
        return transport;
    }

    private static void configure(TransportHttp http, Credential credential, Exchange exchange) {
        http.setHttpConnectionFactory(new HttpConnections(exchange));
        switch (credential) {
            case Credential.None _ -> {}
            case Token token -> http.setPreemptiveBasicAuthentication(token.user(), token.token());
            case SshKey _ -> throw new IllegalArgumentException("an ssh key is no credential for https");
        }
    }

    private static void configure(SshTransport ssh, Credential credential, Exchange exchange) {
        switch (credential) {
            case SshKey key -> ssh.setSshSessionFactory(new SshSessions(key, exchange));
            case Credential.None _, Token _ -> throw new IllegalArgumentException("ssh needs a key as its credential");
        }
    }

    /** Answers nothing: the credential was given beforehand, and a second one is not there to be tried. */
    private static final class NoQuestions extends CredentialsProvider {
        @Override
        public boolean isInteractive() {
            return false;
        }

        @Override
        public boolean supports(CredentialItem... items) {
            return false;
        }

        @Override
        public boolean get(URIish uri, CredentialItem... items) {
            return false;
        }
    }
}
