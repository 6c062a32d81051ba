package dev.migrationgate.runner.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A port that leads to a server, until so many messages went there; then all connections end, as if the process behind them had been
 * killed after the last one.
 */
final class CutConnection implements AutoCloseable {
    private final ServerSocket listening;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

    CutConnection(int target) throws IOException {
        this.target = target;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    void cutAfter(int messages) {
        left.set(messages);
    }

    /** Lets everything pass from now on; how many messages were left. */
    int mend() {
        return Math.max(0, left.getAndSet(Integer.MAX_VALUE));
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket near = listening.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                // Each write of the client is one message: nothing may wait for more.
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                sockets.add(near);
                sockets.add(far);
                Thread.startVirtualThread(() -> forth(near, far));
                Thread.startVirtualThread(() -> back(far, near));
            } catch (IOException _) {
                // Closed.
            }
        }
    }

    private void forth(Socket near, Socket far) {
        byte[] message = new byte[1 << 20];
        try (near;
                far;
                InputStream in = near.getInputStream();
                OutputStream out = far.getOutputStream()) {
            for (int length = in.read(message); length >= 0; length = in.read(message)) {
                if (left.getAndUpdate(count -> count == Integer.MAX_VALUE ? count : count - 1) <= 0) {
                    cut();
                    return;
                }
                out.write(message, 0, length);
            }
        } catch (IOException _) {
            // One end is gone; the other goes, too.
        }
    }

    private static void back(Socket far, Socket near) {
        try (near;
                far;
                InputStream in = far.getInputStream();
                OutputStream out = near.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException _) {
            // One end is gone; the other goes, too.
        }
    }

    /** Those that there are now; who notices, and comes again, is not among them. */
    private void cut() throws IOException {
        List<Socket> now = List.copyOf(sockets);
        now.forEach(sockets::remove);
        for (Socket socket : now) {
            socket.close();
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
            cut();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
