package dev.migrationgate.runner.database;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Secrets in memory. */
final class FakeSecretStore implements SecretStore {
    final Map<String, String> versions = new ConcurrentHashMap<>();
    /** How often any was read. */
    final AtomicInteger reads = new AtomicInteger();

    /** Done during each reading. */
    volatile Runnable whileReading = () -> {};

    private final AtomicInteger next = new AtomicInteger(1);

    @Override
    public String read(String version) {
        reads.incrementAndGet();
        whileReading.run();
        return versions.get(version);
    }

    @Override
    public Set<String> usable(Collection<String> asked) {
        return asked.stream().filter(versions::containsKey).collect(Collectors.toSet());
    }

    @Override
    public String keep(String project, String secret, String value) {
        String version = "projects/" + project + "/secrets/" + secret + "/versions/" + next.getAndIncrement();
        versions.put(version, value);
        return version;
    }
}
