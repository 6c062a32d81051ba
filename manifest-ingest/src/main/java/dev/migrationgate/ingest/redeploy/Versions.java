package dev.migrationgate.ingest.redeploy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares versions, as far as they say by themselves which one is the newer: numbers with dots between. */
final class Versions {
    private static final Pattern FORM = Pattern.compile("v?(?<numbers>\\d{1,18}(?:\\.\\d{1,18}){0,4})(?<rest>[-+].*)?");

    private Versions() {}

    /** Less than 0 where the first one is the older; empty: nobody can tell, as of commits, or of what differs only behind the numbers. */
    static OptionalInt compare(String one, String other) {
        Matcher first = FORM.matcher(one);
        Matcher second = FORM.matcher(other);
        if (one.equals(other)) {
            return OptionalInt.of(0);
        }
        if (!first.matches() || !second.matches()) {
            return OptionalInt.empty();
        }
        int order = Arrays.compare(numbers(first), numbers(second));
        return order == 0 ? OptionalInt.empty() : OptionalInt.of(order);
    }

    /** Zeros at the end say nothing: 1.4 is 1.4.0. */
    private static BigInteger[] numbers(Matcher version) {
        List<BigInteger> numbers = new ArrayList<>();
        for (String part : version.group("numbers").split("\\.", -1)) {
            numbers.add(new BigInteger(part));
        }
        while (numbers.size() > 1 && numbers.getLast().signum() == 0) {
            numbers.removeLast();
        }
        return numbers.toArray(BigInteger[]::new);
    }
}
