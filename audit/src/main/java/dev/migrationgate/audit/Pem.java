package dev.migrationgate.audit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A key as text (RFC 7468). */
final class Pem {
    private static final int WIDTH = 64;

    private Pem() {}

    static String write(String label, byte[] der) {
        String body = Base64.getMimeEncoder(WIDTH, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return begin(label) + "\n" + body + "\n" + end(label) + "\n";
    }

    /** Throws {@link IllegalArgumentException}, without repeating the text, where it is something else. */
    static byte[] read(String label, String pem) {
        String text = pem.strip();
        if (!text.startsWith(begin(label)) || !text.endsWith(end(label))) {
            throw new IllegalArgumentException("no PEM file of the kind '" + label + "'");
        }
        String body =
                text.substring(begin(label).length(), text.length() - end(label).length());
        try {
            return Base64.getDecoder().decode(body.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a PEM file of the kind '" + label + "' that is damaged", e);
        }
    }

    private static String begin(String label) {
        return "-----BEGIN " + label + "-----";
    }

    private static String end(String label) {
        return "-----END " + label + "-----";
    }
}
