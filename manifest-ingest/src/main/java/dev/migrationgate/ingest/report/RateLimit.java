package dev.migrationgate.ingest.report;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How long a server wants to be left alone: Retry-After (RFC 9110, 10.2.3), or that a quota is used up, as GitHub
 * (https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api) and GitLab
 * (https://docs.gitlab.com/administration/settings/user_and_ip_rate_limits/) say it.
 */
final class RateLimit {
    /** GitHub's quotas are by the hour; nobody else is believed to mean longer. */
    static final Duration LONGEST = Duration.ofHours(1);

    /** What GitHub asks for where it tells no time. */
    static final Duration UNTOLD = Duration.ofMinutes(1);

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}");

    private RateLimit() {}

    /** The time, from nothing to {@link #LONGEST}; empty: it does not ask for that. */
    static Optional<Duration> wait(Answer answer, Instant now) {
        return switch (answer.status()) {
            case 429 -> Optional.of(told(answer.headers(), now).orElse(UNTOLD));
            case 403 -> {
                Optional<Duration> told = told(answer.headers(), now);
                // GitHub's secondary limits may be told in the body only.
                boolean said = answer.beginning().toLowerCase(Locale.ROOT).contains("rate limit");
                yield told.isEmpty() && said ? Optional.of(UNTOLD) : told;
            }
            case 503 -> told(answer.headers(), now);
            default -> Optional.empty();
        };
    }

    private static Optional<Duration> told(HttpHeaders headers, Instant now) {
        return headers.firstValue("Retry-After")
                .flatMap(value -> retryAfter(value.strip(), now))
                .or(() -> Stream.of("X-RateLimit-", "RateLimit-")
                        .flatMap(prefix -> reset(headers, prefix, now).stream())
                        .findFirst())
                .map(RateLimit::bounded);
    }

    private static Optional<Duration> retryAfter(String value, Instant now) {
        if (NUMBER.matcher(value).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            return Optional.of(Duration.between(
                    now,
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A time in seconds since 1970. */
    private static Optional<Duration> reset(HttpHeaders headers, String prefix, Instant now) {
        return headers.firstValue(prefix + "Remaining")
                .filter("0"::equals)
                .flatMap(_ -> headers.firstValue(prefix + "Reset"))
                .filter(value -> NUMBER.matcher(value).matches())
                .map(value -> Duration.between(now, Instant.ofEpochSecond(Long.parseLong(value))));
    }

    private static Duration bounded(Duration told) {
        if (told.isNegative()) {
            return Duration.ZERO;
        }
        return told.compareTo(LONGEST) > 0 ? LONGEST : told;
    }
}
