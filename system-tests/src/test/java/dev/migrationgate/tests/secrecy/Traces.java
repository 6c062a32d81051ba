package dev.migrationgate.tests.secrecy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What was left at one kind of place, as bytes.
 *
 * @param pieces what was found, by where exactly
 */
record Traces(Map<String, byte[]> pieces) {

    /** Where a text stands: as it is, or as the middle of something in Base64, or in hexadecimal digits. */
    List<String> of(String text) {
        List<String> spellings = spellings(text);
        return pieces.entrySet().stream()
                .filter(piece -> holdsAny(piece.getValue(), spellings))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static boolean holdsAny(byte[] bytes, List<String> spellings) {
        // A character for each byte, so that a text in UTF-8 between bytes that are none is found as well.
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        return spellings.stream()
                .map(spelling -> new String(spelling.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                .anyMatch(all::contains);
    }

    static List<String> spellings(String text) {
        String hexadecimal = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        return Stream.concat(
                        Stream.of(text, hexadecimal), IntStream.range(0, 3).mapToObj(before -> base64(text, before)))
                .toList();
    }

    /** Those digits that stay the same whatever stands beside the text, of which {@code before} bytes share its first digit group. */
    private static String base64(String text, int before) {
        String digits = Base64.getEncoder()
                .withoutPadding()
                .encodeToString(("-".repeat(before) + text).getBytes(StandardCharsets.UTF_8));
        int bits = (before + text.getBytes(StandardCharsets.UTF_8).length) * 8;
        return digits.substring((before * 8 + 5) / 6, bits / 6);
    }
}
