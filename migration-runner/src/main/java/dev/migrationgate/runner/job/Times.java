package dev.migrationgate.runner.job;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Google's timestamps as instants. */
final class Times {
    private Times() {}

    static Instant of(Timestamp timestamp) {
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    }
}
