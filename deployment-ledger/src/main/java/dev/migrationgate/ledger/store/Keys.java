package dev.migrationgate.ledger.store;

import dev.migrationgate.ledger.fact.Coordinates;
import dev.migrationgate.ledger.view.Deployment;
import dev.migrationgate.ledger.view.Status;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The keys that deployments are found by. They are a function of the deployment as it is, so that they are the same after a
 * rebuild. A key is dimension, value, order and id, with a zero byte between.
 */
final class Keys {
    /** Between the parts of a key; no name can contain it. */
    static final char END = '\0';

    private static final List<Status> BEFORE_THE_GATE = List.of(Status.WAITING, Status.MIGRATING, Status.HELD);

    private Keys() {}

    /** All keys of a deployment. */
    static Set<String> of(Deployment deployment) {
        Set<String> keys = new TreeSet<>();
        String newest = newestFirst(deployment.request().at()) + END + deployment.id();
        add(keys, Dimension.ID, deployment.id(), "");
        for (String part : partsOf(deployment.request().application())) {
            add(keys, Dimension.WITHIN, part, newest);
        }
        add(keys, Dimension.NAME, deployment.name(), newest);
        add(keys, Dimension.ENVIRONMENT, deployment.environment(), newest);
        add(keys, Dimension.LANE, deployment.request().lane(), newest);
        add(keys, Dimension.STATUS, deployment.status().toString(), newest);
        deployment.request().requester().actor().ifPresent(actor -> add(keys, Dimension.ACTOR, actor, newest));
        deployment.request().requester().commit().ifPresent(commit -> add(keys, Dimension.COMMIT, commit, newest));
        add(keys, Dimension.APPLICATION, deployment.request().application(), "");
        add(keys, Dimension.NAMED, deployment.name(), deployment.request().application());
        moving(keys, deployment);
        deployment
                .served()
                .ifPresent(place -> add(
                        keys,
                        Dimension.SERVED,
                        deployment.request().application(),
                        lastFirst(place) + END + deployment.id()));
        return keys;
    }

    private static void moving(Set<String> keys, Deployment deployment) {
        Deployment.Turn turn = deployment.turn();
        String oldest = inOrder(turn.place()) + END + deployment.id();
        if (BEFORE_THE_GATE.contains(deployment.status())) {
            add(keys, Dimension.IN_LANE, deployment.request().lane(), oldestFirst(turn.asked()) + oldest);
        }
        if (!deployment.status().ended()) {
            add(keys, Dimension.MOVING, deployment.request().application(), oldest);
        }
    }

    /** What every key of a dimension and a value begins with. */
    static String prefix(Dimension dimension, String value) {
        return begin(dimension) + value + END;
    }

    /** What every key of a dimension begins with. */
    static String begin(Dimension dimension) {
        return String.valueOf(dimension.letter()) + END;
    }

    /** The id that a key ends with. */
    static String id(String key) {
        return key.substring(key.lastIndexOf(END) + 1);
    }

    /** The value in a key. */
    static String value(String key) {
        int begin = key.indexOf(END) + 1;
        return key.substring(begin, key.indexOf(END, begin));
    }

    /** Order and id in a key, or what stands for them. */
    static String rest(String key) {
        return key.substring(key.indexOf(END, key.indexOf(END) + 1) + 1);
    }

    /** The order in a key, between its value and its id. */
    static String order(String key) {
        int begin = key.indexOf(END, key.indexOf(END) + 1) + 1;
        int end = key.indexOf(END, begin);
        return key.substring(begin, end < 0 ? key.length() : end);
    }

    /** The order of what is newest first. */
    static String newestFirst(Instant time) {
        return hex(Long.MAX_VALUE - Math.max(0, time.toEpochMilli()));
    }

    static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] key) {
        return new String(key, StandardCharsets.UTF_8);
    }

    private static String oldestFirst(Instant time) {
        return hex(Math.max(0, time.toEpochMilli()));
    }

    private static String inOrder(Coordinates place) {
        return hex(place.partition()) + hex(place.offset());
    }

    /** By place, as a deployer's clock may be behind; where partitions were added twofold, an application went on to a later one. */
    private static String lastFirst(Coordinates place) {
        return hex(Long.MAX_VALUE - place.partition()) + hex(Long.MAX_VALUE - place.offset());
    }

    private static String hex(long number) {
        return HexFormat.of().toHexDigits(number);
    }

    /** The application and everything above it; the empty text is everything. */
    private static List<String> partsOf(String application) {
        var parts = new ArrayList<String>();
        parts.add("");
        for (int at = application.indexOf('/'); at >= 0; at = application.indexOf('/', at + 1)) {
            parts.add(application.substring(0, at));
        }
        parts.add(application);
        return parts;
    }

    private static void add(Set<String> keys, Dimension dimension, String value, String rest) {
        keys.add(prefix(dimension, value.replace(END, ' ')) + rest);
    }
}
