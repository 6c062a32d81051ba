package dev.migrationgate.emulator.backend;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a container may use.
 *
 * @param memoryBytes more than that ends it
 * @param cpus cores, in parts of one where need be
 */
public record Limits(long memoryBytes, BigDecimal cpus) {
    private static final Pattern QUANTITY = Pattern.compile("(\\d+(?:\\.\\d+)?)(m|k|M|G|T|Ki|Mi|Gi|Ti)?");
    private static final Map<String, BigDecimal> UNITS = Map.of(
            "m", new BigDecimal("0.001"),
            "k", BigDecimal.valueOf(1_000),
            "M", BigDecimal.valueOf(1_000_000),
            "G", BigDecimal.valueOf(1_000_000_000),
            "T", BigDecimal.valueOf(1_000_000_000_000L),
            "Ki", BigDecimal.valueOf(1L << 10),
            "Mi", BigDecimal.valueOf(1L << 20),
            "Gi", BigDecimal.valueOf(1L << 30),
            "Ti", BigDecimal.valueOf(1L << 40));

    /**
     * Reads Kubernetes' quantities: {@code memory} in bytes, {@code cpu} in cores. What is not there is as Cloud Run has it: 512 MiB and one core
     * (https://cloud.google.com/run/docs/configuring/services/memory-limits).
     *
     * @throws IllegalArgumentException one of them is no quantity, or is not above 0; names it
     */
    public static Limits of(Map<String, String> limits) {
        return new Limits(
                quantity("memory", limits.getOrDefault("memory", "512Mi")).longValue(),
                quantity("cpu", limits.getOrDefault("cpu", "1")));
    }

    private static BigDecimal quantity(String name, String text) {
        Matcher matcher = QUANTITY.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    name + ": must be a quantity such as 512Mi or 1500m, was '" + text + "'");
        }
        String unit = matcher.group(2);
        BigDecimal value = new BigDecimal(matcher.group(1)).multiply(unit == null ? BigDecimal.ONE : UNITS.get(unit));
        if (value.signum() == 0) {
            throw new IllegalArgumentException(name + ": must be above 0, was '" + text + "'");
        }
        return value;
    }
}
