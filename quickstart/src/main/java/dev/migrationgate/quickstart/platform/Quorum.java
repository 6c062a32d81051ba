package dev.migrationgate.quickstart.platform;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The brokers of one cluster; each is also a controller, and all of them vote.
 *
 * @param nodes every node, with where it listens
 */
record Quorum(List<Node> nodes) {
    /** At most so many copies of what the broker keeps for itself. */
    private static final int COPIES = 3;

    Quorum {
        nodes = List.copyOf(nodes);
    }

    /**
     * One node on the loopback address.
     *
     * @param id from 1
     * @param port where clients connect
     * @param controllerPort where the controllers talk
     */
    record Node(int id, int port, int controllerPort) {
        private static final Pattern FORM = Pattern.compile("(\\d+):(\\d+):(\\d+)");

        static Node parse(String text) {
            Matcher parts = FORM.matcher(text);
            if (!parts.matches()) {
                throw new IllegalArgumentException("not id:port:controllerPort: " + text);
            }
            return new Node(
                    Integer.parseInt(parts.group(1)),
                    Integer.parseInt(parts.group(2)),
                    Integer.parseInt(parts.group(3)));
        }

        @Override
        public String toString() {
            return id + ":" + port + ":" + controllerPort;
        }
    }

    /** A cluster of one node. */
    static Quorum single(int port) {
        return new Quorum(List.of(new Node(1, port, Loopback.port("controller", 0))));
    }

    /** A cluster on free ports. */
    static Quorum of(int size) {
        return new Quorum(IntStream.rangeClosed(1, size)
                .mapToObj(id -> new Node(id, Loopback.port("broker", 0), Loopback.port("controller", 0)))
                .toList());
    }

    /** Reads what {@link #toString()} wrote. */
    static Quorum parse(String text) {
        return new Quorum(Arrays.stream(text.split(",", -1)).map(Node::parse).toList());
    }

    Node node(int id) {
        return nodes.stream().filter(node -> node.id() == id).findFirst().orElseThrow();
    }

    /** All brokers' addresses for clients. */
    String bootstrapServers() {
        return nodes.stream().map(node -> Loopback.HOST + ":" + node.port()).collect(joining(","));
    }

    /** All voters, as {@code controller.quorum.voters} wants them. */
    String voters() {
        return nodes.stream()
                .map(node -> node.id() + "@" + Loopback.HOST + ":" + node.controllerPort())
                .collect(joining(","));
    }

    /** How many brokers keep a copy of a record. */
    int copies() {
        return Math.min(COPIES, nodes.size());
    }

    /** How many must have it before it counts as written: one broker may be away. */
    int copiesInSync() {
        return Math.max(1, copies() - 1);
    }

    @Override
    public String toString() {
        return nodes.stream().map(Node::toString).collect(joining(","));
    }
}
