package dev.migrationgate.repository;

import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URL;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import org.jspecify.annotations.Nullable;

/** Makes connections that stay with one server and within the exchange's limit. */
final class HttpConnections implements HttpConnectionFactory {
    private final Exchange exchange;

    HttpConnections(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return create(url, Proxy.NO_PROXY);
    }

    @Override
    public HttpConnection create(URL url, @Nullable Proxy proxy) throws IOException {
        exchange.checkTarget(url);
        return new Connection(url, proxy == null ? Proxy.NO_PROXY : proxy, exchange);
    }

    private static final class Connection extends JDKHttpConnection {
        private static final String ENCODING = "Content-Encoding";

        private final Exchange exchange;

        Connection(URL url, Proxy proxy, Exchange exchange) throws IOException {
            super(url, proxy);
            this.exchange = exchange;
        }

        @Override
        public int getResponseCode() throws IOException {
            return exchange.answered(super.getResponseCode());
        }

        /** Unpacked here and not by JGit, so that the limit is one of what comes out. */
        @Override
        public InputStream getInputStream() throws IOException {
            InputStream stream = super.getInputStream();
            boolean packed = "gzip".equalsIgnoreCase(super.getHeaderField(ENCODING));
            return exchange.limited(packed ? new GZIPInputStream(stream) : stream);
        }

        @Override
        public @Nullable String getHeaderField(String name) {
            return name.equalsIgnoreCase(ENCODING) ? null : super.getHeaderField(name);
        }
    }
}
