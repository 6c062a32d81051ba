package dev.migrationgate.access.signature;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The headers of one request. Names are compared without regard to upper and lower case. */
@FunctionalInterface
public interface Headers {
    /** Every value of a header, in the order of arrival; empty: the request has no such header. */
    List<String> all(String name);

    /** Headers that each have one value. */
    static Headers of(Map<String, String> values) {
        Map<String, List<String>> lowerCase = values.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        entry -> entry.getKey().toLowerCase(Locale.ROOT), entry -> List.of(entry.getValue())));
        return name -> lowerCase.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }
}
