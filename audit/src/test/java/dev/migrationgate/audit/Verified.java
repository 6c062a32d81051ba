package dev.migrationgate.audit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What verifying some bytes comes to. */
record Verified(Verification verification, List<Finding> findings) {

    static Verified of(byte[] file, SigningKey... keys) {
        List<Finding> findings = new ArrayList<>();
        PublicKeys trusted = PublicKeys.parse(
                List.of(keys).stream().map(SigningKey::publicPem).toList());
        try {
            Verification verification =
                    new ExportVerifier(trusted, findings::add).verify(new ByteArrayInputStream(file));
            return new Verified(verification, List.copyOf(findings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Verified of(List<String> lines, SigningKey... keys) {
        return of(bytes(lines), keys);
    }

    static byte[] bytes(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    List<Finding.Kind> kinds() {
        return findings.stream().map(Finding::kind).distinct().sorted().toList();
    }
}
