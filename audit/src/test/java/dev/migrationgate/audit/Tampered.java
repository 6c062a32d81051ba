package dev.migrationgate.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** The lines of an export, and what somebody may do to them who has another key than the ledger's. */
final class Tampered {
    static final SigningKey KEY = SigningKey.draw();
    static final SigningKey OTHER = SigningKey.draw();

    private Tampered() {}

    /** Of a history and a selection in which there is an event. */
    static List<String> lines(long seed) {
        var histories = new Histories(seed);
        Recorded recorded = new Recorded(histories.events());
        List<String> some = recorded.export(histories.selection(), KEY);
        boolean hasEvent = some.stream().anyMatch(line -> ExportLine.parse(line) instanceof ExportLine.Event);
        return new ArrayList<>(hasEvent ? some : recorded.export(Selection.ALL, KEY));
    }

    static int anEvent(List<String> lines, long seed) {
        return pick(lines, seed, "event");
    }

    static int pick(List<String> lines, long seed, String kind) {
        int[] found = IntStream.range(0, lines.size())
                .filter(at -> lines.get(at).contains("\"line\":\"" + kind + "\""))
                .toArray();
        return found[new Random(seed).nextInt(found.length)];
    }

    static ExportLine.Event event(String line) {
        return (ExportLine.Event) ExportLine.parse(line);
    }

    static String line(AuditEvent event) {
        Optional<Sha256> chain = event.deploymentId().map(_ -> Chain.of(List.of(event.hash())));
        return new ExportLine.Event(event, event.hash(), chain).fields().text();
    }

    /** Puts another event there, and makes the chains of all lines fit. */
    static void replace(List<String> lines, int at, AuditEvent changed) {
        lines.set(at, line(changed));
        Map<String, Sha256> links = new HashMap<>();
        for (int index = 0; index < lines.size(); index++) {
            if (ExportLine.parse(lines.get(index)) instanceof ExportLine.Event(var event, var hash, var _)) {
                Optional<Sha256> chain = event.deploymentId().map(id -> {
                    Sha256 link = Chain.next(links.getOrDefault(id, Sha256.ZERO), hash);
                    links.put(id, link);
                    return link;
                });
                lines.set(
                        index, new ExportLine.Event(event, hash, chain).fields().text());
            }
        }
    }

    static void recount(List<String> lines) {
        long blocks = lines.stream()
                .filter(line -> ExportLine.parse(line) instanceof ExportLine.Block)
                .count();
        long events = lines.stream()
                .filter(line -> ExportLine.parse(line) instanceof ExportLine.Event)
                .count();
        lines.set(lines.size() - 1, new ExportLine.End(blocks, events).fields().text());
    }

    /** Says of all signatures that they are of the key that is trusted. */
    static List<String> underMyName(List<String> lines) {
        return lines.stream().map(line -> line.replace(OTHER.id(), KEY.id())).toList();
    }

    static List<String> swapBlocks(List<String> lines, int one, int other) {
        int endOfOne = endOfBlock(lines, one);
        int endOfOther = endOfBlock(lines, other);
        List<String> swapped = new ArrayList<>(lines.subList(0, one));
        swapped.addAll(lines.subList(other, endOfOther));
        swapped.addAll(lines.subList(endOfOne, other));
        swapped.addAll(lines.subList(one, endOfOne));
        swapped.addAll(lines.subList(endOfOther, lines.size()));
        return swapped;
    }

    private static int endOfBlock(List<String> lines, int block) {
        int end = block + 1;
        while (ExportLine.parse(lines.get(end)) instanceof ExportLine.Event) {
            end++;
        }
        return end;
    }
}
