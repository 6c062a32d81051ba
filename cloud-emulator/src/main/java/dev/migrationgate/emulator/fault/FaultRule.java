package dev.migrationgate.emulator.fault;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with some of the calls of some methods; exactly one of its effects is set.
 *
 * @param method regular expression for the whole of a method's short name, {@code CreateJob} or {@code Get.*}
 * @param percent of the calls, 0 to 100; 100 where it is left out
 * @param before status that a call is refused with, before it has any effect
 * @param after status that takes the answer's place; the effect stays
 * @param delayMillis how long the call is held up before its effect
 * @param stale true: the answer is the one that the same question had before its present one
 * @param perMinute how many calls are let through in any minute; the rest get RESOURCE_EXHAUSTED
 * @param deleteExecutions true: before the call, every execution that has not ended is deleted, as if somebody else did
 */
@JsonPropertyOrder({"method", "percent"})
public record FaultRule(
        String method,
        double percent,
        Optional<String> before,
        Optional<String> after,
        OptionalLong delayMillis,
        boolean stale,
        OptionalLong perMinute,
        boolean deleteExecutions) {
    /** In a status' place: the call's connection is cut. */
    public static final String DROP = "DROP";

    /** Refuses, with {@link IllegalArgumentException}, what no call could be held against. */
    public FaultRule {
        Pattern.compile(method);
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException("percent must be from 0 to 100, was " + percent);
        }
        before.ifPresent(FaultRule::fault);
        after.ifPresent(FaultRule::fault);
        int effects = (before.isPresent() ? 1 : 0)
                + (after.isPresent() ? 1 : 0)
                + (delayMillis.isPresent() ? 1 : 0)
                + (stale ? 1 : 0)
                + (perMinute.isPresent() ? 1 : 0)
                + (deleteExecutions ? 1 : 0);
        if (effects != 1) {
            throw new IllegalArgumentException("the rule for '" + method
                    + "' must have exactly one of before, after, delayMillis, stale, perMinute and deleteExecutions, has "
                    + effects);
        }
    }

    @JsonCreator
    static FaultRule read(
            @JsonProperty(value = "method", required = true) String method,
            @JsonProperty("percent") @Nullable Double percent,
            @JsonProperty("before") @Nullable String before,
            @JsonProperty("after") @Nullable String after,
            @JsonProperty("delayMillis") @Nullable Long delayMillis,
            @JsonProperty("stale") @Nullable Boolean stale,
            @JsonProperty("perMinute") @Nullable Long perMinute,
            @JsonProperty("deleteExecutions") @Nullable Boolean deleteExecutions) {
        return new FaultRule(
                method,
                percent == null ? 100 : percent,
                Optional.ofNullable(before),
                Optional.ofNullable(after),
                delayMillis == null ? OptionalLong.empty() : OptionalLong.of(delayMillis),
                Boolean.TRUE.equals(stale),
                perMinute == null ? OptionalLong.empty() : OptionalLong.of(perMinute),
                Boolean.TRUE.equals(deleteExecutions));
    }

    boolean concerns(String shortName) {
        return Pattern.matches(method, shortName);
    }

    /** What the name stands for, to be thrown. */
    static StatusRuntimeException fault(String name) {
        if (name.equals(DROP)) {
            return new ConnectionDropped();
        }
        try {
            return Status.Code.valueOf(name)
                    .toStatus()
                    .withDescription("by the fault plan")
                    .asRuntimeException();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no status; write DROP or a gRPC code like UNAVAILABLE", e);
        }
    }
}
