package dev.migrationgate.benchmarks.intake;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kept-alive HTTP/1.1 connection with one request on its way at a time, as cheap as it can be: what the load takes, ingest does
 * not have. Its key's attachment is the connection itself. For one thread only.
 */
final class Connection implements AutoCloseable {
    private static final Pattern LENGTH =
            Pattern.compile("\r\ncontent-length: *([0-9]{1,9})\r\n", Pattern.CASE_INSENSITIVE);
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_ANSWER = 64 * 1024;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer in = ByteBuffer.allocate(LONGEST_ANSWER);
    private ByteBuffer out = ByteBuffer.allocate(0);
    private int wanted;
    private long dueNanos;

    private Connection(SocketChannel channel, SelectionKey key) {
        this.channel = channel;
        this.key = key;
    }

    /** Connects; what comes in is told by the selector. */
    static Connection open(InetSocketAddress address, Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        var connection = new Connection(channel, key);
        key.attach(connection);
        return connection;
    }

    /**
     * Sends a request.
     *
     * @param due when it was due, on the clock of {@link System#nanoTime}
     */
    void send(ByteBuffer request, long due) throws IOException {
        dueNanos = due;
        out = request;
        in.clear();
        wanted = 0;
        flush();
    }

    /** When the request under way was due. */
    long dueNanos() {
        return dueNanos;
    }

    /** Goes on writing, and takes in what is there. @return the answer's status, once all of it is there */
    Optional<Integer> proceed() throws IOException {
        if (out.hasRemaining()) {
            flush();
        }
        if (channel.read(in) < 0) {
            throw new EOFException("ingest closed the connection");
        }
        if (wanted == 0) {
            readHead();
        }
        return wanted > 0 && in.position() >= wanted ? Optional.of(status()) : Optional.empty();
    }

    private void flush() throws IOException {
        channel.write(out);
        key.interestOps(out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    private void readHead() throws IOException {
        int end = headEnd();
        if (end > 0) {
            Matcher length = LENGTH.matcher(new String(in.array(), 0, end, StandardCharsets.US_ASCII));
            if (!length.find()) {
                throw new IOException("an answer without a length");
            }
            wanted = end + Integer.parseInt(length.group(1));
            if (wanted > LONGEST_ANSWER) {
                throw new IOException("an answer of " + wanted + " bytes");
            }
        }
    }

    private int headEnd() {
        for (int at = 0; at + HEAD_END.length <= in.position(); at++) {
            if (in.get(at) == '\r' && in.slice(at, HEAD_END.length).equals(ByteBuffer.wrap(HEAD_END))) {
                return at + HEAD_END.length;
            }
        }
        return 0;
    }

    /** {@code HTTP/1.1 202 Accepted}. */
    private int status() {
        return Integer.parseInt(new String(in.array(), "HTTP/1.1 ".length(), 3, StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        key.cancel();
        channel.close();
    }
}
