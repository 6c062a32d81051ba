package dev.migrationgate.benchmarks.intake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** Signed posts as they go over the wire, each with a body and a key of its own. For one thread only. */
final class Posts {
    private final Applications applications;
    private final Signer signer;
    private final String authority;
    private final InstantSource clock;
    private long number;

    /**
     * Posts for an ingest.
     *
     * @param authority its host and port
     */
    Posts(Applications applications, Signer signer, String authority, InstantSource clock) {
        this.applications = applications;
        this.signer = signer;
        this.authority = authority;
        this.clock = clock;
    }

    /** The next one, ready to be written. */
    ByteBuffer next() {
        long mine = ++number;
        Applications.Body body = applications.body(mine);
        return request("bench-" + mine, body.json() ? "application/json" : "application/yaml", body.bytes());
    }

    /** A post of anything. */
    ByteBuffer request(String key, String type, byte[] body) {
        long seconds = clock.instant().getEpochSecond();
        byte[] head = ("POST /v1/deployments HTTP/1.1\r\nHost: " + authority
                        + "\r\nContent-Type: " + type
                        + "\r\nContent-Length: " + body.length
                        + "\r\nIdempotency-Key: " + key
                        + "\r\nwebhook-id: " + key
                        + "\r\nwebhook-timestamp: " + seconds
                        + "\r\nwebhook-signature: " + signer.sign(key, seconds, body)
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .flip();
    }
}
