package dev.migrationgate.service;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads a service's configuration from its environment variables and gathers every problem, so that one start shows all of
 * them. Used once, by one thread; {@link #check()} comes last.
 */
public final class Variables {
    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    /**
     * Reads from an environment.
     *
     * @param environment names and values, usually the process's; an empty value counts as not set
     */
    public Variables(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** The text of a variable that must be set; empty, and a problem, where it is not. */
    public String text(String name) {
        return optional(name).orElseGet(() -> {
            problems.add(name + " is not set");
            return "";
        });
    }

    /** The text of a variable, or a default. */
    public String text(String name, String absent) {
        return optional(name).orElse(absent);
    }

    /** The text of a variable that may be missing. */
    public Optional<String> optional(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** A whole number within bounds, both inclusive, or a default. */
    public int integer(String name, int absent, int least, int most) {
        String rule = "must be a whole number from " + least + " to " + most;
        return parsed(name, absent, rule, value -> {
            int number = Integer.parseInt(value);
            if (number < least || number > most) {
                throw new IllegalArgumentException(rule);
            }
            return number;
        });
    }

    /** A port to listen on, from 0 (any free one) to 65535, or a default. */
    public int port(String name, int absent) {
        return integer(name, absent, 0, 65535);
    }

    /** A duration given in seconds, more than none, or a default. */
    public Duration seconds(String name, Duration absent) {
        return duration(name, absent, "must be a number of seconds above 0", Duration::ofSeconds);
    }

    /** A duration given in milliseconds, more than none, or a default. */
    public Duration millis(String name, Duration absent) {
        return duration(name, absent, "must be a number of milliseconds above 0", Duration::ofMillis);
    }

    /** {@code true} or {@code false}, or a default. */
    public boolean flag(String name, boolean absent) {
        return parsed(name, absent, "must be true or false", value -> switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(value);
        });
    }

    /** One of some words, in any case and given back as they are here, or a default. */
    public String word(String name, String absent, List<String> words) {
        return parsed(
                name,
                absent,
                "must be one of " + String.join(", ", words),
                value -> words.stream()
                        .filter(value::equalsIgnoreCase)
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(value)));
    }

    /** Names with commas between, or a default; what surrounds a name does not count. */
    public Set<String> names(String name, Set<String> absent) {
        return optional(name)
                .map(text -> Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(each -> !each.isEmpty())
                        .collect(Collectors.toUnmodifiableSet()))
                .orElse(absent);
    }

    /** An http or https address that must be set. */
    public URI uri(String name) {
        text(name);
        return parsed(name, URI.create(""), URI_RULE, Variables::httpUri);
    }

    /** An http or https address that may be missing. */
    public Optional<URI> optionalUri(String name) {
        return parsed(name, Optional.empty(), URI_RULE, value -> Optional.of(httpUri(value)));
    }

    /** Kafka brokers that must be set, {@code host:port} with commas between; an IPv6 address stands in brackets. */
    public String brokers(String name) {
        text(name);
        return parsed(name, "", BROKERS_RULE, value -> {
            for (String broker : value.split(",", -1)) {
                if (!BROKER.matcher(broker.strip()).matches()) {
                    throw new IllegalArgumentException(broker);
                }
            }
            return value;
        });
    }

    /** A path of the file system, or a default. */
    public Path path(String name, Path absent) {
        return parsed(name, absent, "must be a path", Path::of);
    }

    /** A path of the file system that may be missing. */
    public Optional<Path> optionalPath(String name) {
        return parsed(name, Optional.empty(), "must be a path", value -> Optional.of(Path.of(value)));
    }

    /** Notes a problem that a service found by itself; the sentence names the variable. */
    public void problem(String sentence) {
        problems.add(sentence);
    }

    /** What is wrong so far, one sentence each. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /**
     * Ends the reading.
     *
     * @throws ConfigException anything was missing or wrong; lists everything
     */
    public void check() {
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    private static final String URI_RULE = "must be an http or https address";
    private static final String BROKERS_RULE = "must be host:port, several with commas between";
    private static final Pattern BROKER = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.%]+]):[0-9]{1,5}");

    private static URI httpUri(String value) {
        URI uri = URI.create(value);
        if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw new IllegalArgumentException(value);
        }
        return uri;
    }

    private Duration duration(String name, Duration absent, String rule, Function<Long, Duration> unit) {
        return parsed(name, absent, rule, value -> {
            Duration duration = unit.apply(Long.parseLong(value));
            if (!duration.isPositive()) {
                throw new IllegalArgumentException(rule);
            }
            return duration;
        });
    }

    private <T> T parsed(String name, T absent, String rule, Function<String, T> parser) {
        Optional<String> value = optional(name);
        if (value.isEmpty()) {
            return absent;
        }
        try {
            return parser.apply(value.get());
        } catch (IllegalArgumentException e) {
            problems.add(name + " " + rule + ", was '" + value.get() + "'");
            return absent;
        }
    }
}
