package dev.migrationgate.ingest.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** It is 10:00 on 2026-11-01, which is 1793527200 in seconds since 1970. */
class VerdictTest {
    @ParameterizedTest
    @CsvSource({
        "200, delivered",
        "201, delivered",
        "204, delivered",
        "302, refused",
        "400, refused",
        "403, refused",
        "404, refused",
        "410, refused",
        "422, refused",
        "401, later",
        "408, later",
        "425, later",
        "500, later",
        "502, later",
        "503, later"
    })
    void theStatusSaysWhetherToTryAgain(int status, String expected) {
        Verdict verdict = Verdict.of(answer(status, Map.of(), "{}"), Events.NOW);

        assertThat(verdict)
                .isEqualTo(
                        switch (expected) {
                            case "delivered" -> new Verdict.Delivered();
                            case "refused" -> new Verdict.Refused("it answered " + status);
                            default -> new Verdict.Later("it answered " + status);
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "429, X, x, 60",
        "429, Retry-After, 7, 7",
        "403, Retry-After, 7, 7",
        "503, Retry-After, 7, 7",
        "429, Retry-After, 999999, 3600",
        "429, Retry-After, 99999999999999999999, 60",
        "429, Retry-After, soon, 60",
        "'429', Retry-After, 'Sun, 01 Nov 2026 10:02:00 GMT', 120",
        "'429', Retry-After, 'Sun, 01 Nov 2026 09:02:00 GMT', 0",
        "403, X-RateLimit-Reset, 1793527290, 90",
        "429, RateLimit-Reset, 1793527290, 90",
        "429, RateLimit-Reset, 1793520000, 0"
    })
    void aServerIsLeftAloneForAsLongAsItSaysButForAnHourAtMost(int status, String header, String value, long seconds) {
        var headers = header.endsWith("Reset")
                ? Map.of(header, value, header.replace("Reset", "Remaining"), "0")
                : Map.of(header, value);

        assertThat(Verdict.of(answer(status, headers, "{}"), Events.NOW))
                .isEqualTo(new Verdict.Later("it answered " + status, Optional.of(Duration.ofSeconds(seconds))));
    }

    @ParameterizedTest
    @CsvSource({"You have exceeded a secondary rate limit, true", "Resource not accessible by integration, false"})
    void githubMayTellALimitInTheBodyOnly(String message, boolean later) {
        assertThat(Verdict.of(answer(403, Map.of(), "{\"message\":\"" + message + "\"}"), Events.NOW))
                .isEqualTo(
                        later
                                ? new Verdict.Later("it answered 403", Optional.of(Duration.ofMinutes(1)))
                                : new Verdict.Refused("it answered 403"));
    }

    private static Answer answer(int status, Map<String, String> headers, String body) {
        var lists = headers.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
        return new Answer(status, HttpHeaders.of(lists, (name, value) -> true), body);
    }
}
