package dev.migrationgate.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The lines of a stream, each with a limit to its length, so that no file can exhaust the memory. */
final class Lines {
    /** Far above a block's leaves, and above what the largest record that brokers take by default comes to as JSON. */
    static final int LONGEST = 16 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int filled;

    Lines(InputStream in) {
        this.in = in;
    }

    /** One line, without its end, and without what is beyond the limit. */
    static final class Line {
        private final byte[] bytes;
        private final boolean ended;

        private Line(byte[] bytes, boolean ended) {
            this.bytes = bytes;
            this.ended = ended;
        }

        /** Whether it has an end. */
        boolean ended() {
            return ended;
        }

        /** Throws {@link IllegalArgumentException} where it is no UTF-8, or too long. */
        String text() {
            if (bytes.length >= LONGEST) {
                throw new IllegalArgumentException("longer than " + LONGEST + " bytes");
            }
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException e) {
                throw new IllegalArgumentException("not UTF-8", e);
            }
        }
    }

    /** The next line; empty: there is none. */
    Optional<Line> next() throws IOException {
        if (!fill()) {
            return Optional.empty();
        }
        var bytes = new ByteArrayOutputStream();
        while (fill()) {
            int end = at;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            bytes.write(buffer, at, Math.min(end - at, LONGEST - bytes.size()));
            at = end;
            if (end < filled) {
                at++;
                return Optional.of(new Line(bytes.toByteArray(), true));
            }
        }
        return Optional.of(new Line(bytes.toByteArray(), false));
    }

    /** Whether there is more. */
    private boolean fill() throws IOException {
        if (at == filled) {
            at = 0;
            filled = Math.max(0, in.read(buffer));
        }
        return at < filled;
    }
}
