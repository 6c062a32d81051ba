package dev.migrationgate.repository;

import dev.migrationgate.repository.RepositoryException.Kind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;

/** One exchange with a server: how much it may still bring, and what can be told about it if it fails. */
final class Exchange {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final RemoteUrl url;
    private final AtomicLong bytesLeft;
    private volatile int status;
    private volatile boolean ledAway;

    Exchange(RemoteUrl url, long bytes) {
        this.url = url;
        this.bytesLeft = new AtomicLong(bytes);
    }

    /** Remembers an HTTP status. */
    int answered(int code) {
        status = code;
        return code;
    }

    /** Refuses to follow a server to another one, which would get the credential, or be one that only we can reach. */
    void checkTarget(URL target) throws IOException {
        var here = url.uri();
        int port = here.getPort() > 0 ? here.getPort() : target.getDefaultPort();
        int targetPort = target.getPort() > 0 ? target.getPort() : target.getDefaultPort();
        if (!target.getProtocol().equals(here.getScheme())
                || !target.getHost().equalsIgnoreCase(here.getHost())
                || port != targetPort) {
            ledAway = true;
            throw new IOException("led to another server");
        }
    }

    /** The same stream, which fails where it brings more than is left. */
    InputStream limited(InputStream stream) {
        return new FilterInputStream(stream) {
            @Override
            public int read() throws IOException {
                int read = super.read();
                brought(read < 0 ? 0 : 1);
                return read;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = super.read(buffer, offset, length);
                brought(Math.max(read, 0));
                return read;
            }
        };
    }

    /** What it failed for. */
    RepositoryException failure(Throwable cause) {
        if (bytesLeft.get() < 0) {
            return new RepositoryException(Kind.TOO_LARGE, "the repository " + url + " brings more than the limit");
        }
        if (ledAway) {
            String message =
                    "the server leads from " + url + " to another one, which is not followed: configure its URL";
            return new RepositoryException(Kind.REFUSED, message);
        }
        if (status == UNAUTHORIZED || status == FORBIDDEN) {
            String message =
                    "the server lets us not read %s: it answered %d; check the credential".formatted(url, status);
            return new RepositoryException(Kind.REFUSED, message);
        }
        if (status == NOT_FOUND || has(cause, NoRemoteRepositoryException.class)) {
            String message = "there is no repository " + url + ", or the credential may not see it";
            return new RepositoryException(Kind.REFUSED, message);
        }
        if (keyRefused(cause)) {
            String message = "the server of " + url + " does not take our key, or we do not know the server's own";
            return new RepositoryException(Kind.REFUSED, message);
        }
        String answer = status == 0 ? "no answer" : "HTTP " + status;
        String message = "the repository %s could not be read: %s, %s".formatted(url, answer, kindOf(cause));
        return new RepositoryException(Kind.UNREACHABLE, message);
    }

    static boolean has(Throwable thrown, Class<? extends Throwable> type) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return true;
            }
        }
        return false;
    }

    private void brought(int bytes) throws IOException {
        if (bytesLeft.addAndGet(-bytes) < 0) {
            throw new IOException("more than the limit");
        }
    }

    private static boolean keyRefused(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof SshException ssh
                    && (ssh.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE
                            || ssh.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_HOST_KEY_NOT_VERIFIABLE)) {
                return true;
            }
        }
        return false;
    }

    /** The innermost exception's name only: its message may be the server's. */
    private static String kindOf(Throwable thrown) {
        Throwable innermost = thrown;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost.getClass().getSimpleName();
    }
}
