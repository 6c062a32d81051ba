package dev.migrationgate.ingest.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A client that sends whatever it is told, as no decent one would, and reads until the server closes. */
final class RawHttp {
    private static final int LIMIT_MILLIS = 20_000;

    private RawHttp() {}

    /**
     * Sends one request.
     *
     * @param head request line and headers, without the empty line
     * @return all that came back; empty if the connection was closed without an answer
     */
    static String exchange(int port, String head, byte[] body) throws IOException {
        return exchange(port, head, body, false);
    }

    /** The same, saying after it that nothing more will come; the server may then close without an answer. */
    static String exchangeAndEnd(int port, String head, byte[] body) throws IOException {
        return exchange(port, head, body, true);
    }

    private static String exchange(int port, String head, byte[] body, boolean end) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(LIMIT_MILLIS);
            try {
                OutputStream out = socket.getOutputStream();
                out.write((head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
                out.write(body);
                out.flush();
                if (end) {
                    socket.shutdownOutput();
                }
            } catch (IOException _) {
                // It may answer and close before it has read all.
            }
            return answer(socket);
        }
    }

    private static String answer(Socket socket) throws IOException {
        var answer = new StringBuilder();
        byte[] piece = new byte[8_192];
        try {
            for (int read = socket.getInputStream().read(piece);
                    read >= 0;
                    read = socket.getInputStream().read(piece)) {
                answer.append(new String(piece, 0, read, StandardCharsets.UTF_8));
            }
        } catch (SocketException _) {
            // Closed with something unread; what came before counts.
        }
        return answer.toString();
    }
}
