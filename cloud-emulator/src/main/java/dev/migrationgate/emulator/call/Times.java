package dev.migrationgate.emulator.call;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Between Java's and protobuf's points in time. */
public final class Times {
    private Times() {}

    /** As protobuf has it. */
    public static Timestamp timestamp(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }

    /** As Java has it. */
    public static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }
}
