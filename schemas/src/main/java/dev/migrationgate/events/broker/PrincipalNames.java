package dev.migrationgate.events.broker;

import dev.migrationgate.events.topics.Principal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** What the brokers call who reads and writes: {@code User:} and the service's name, unless an installation says otherwise. */
public final class PrincipalNames {
    private final Map<Principal, String> names = new EnumMap<>(Principal.class);

    /**
     * The names of one installation.
     *
     * @param other names that differ, as brokers spell them: {@code User:CN=runner,O=Example}
     * @throws IllegalArgumentException one is no principal, or two are the same: one could do what is the other's
     */
    public PrincipalNames(Map<Principal, String> other) {
        for (Principal each : Principal.values()) {
            String name = other.getOrDefault(each, "User:" + service(each));
            if (!name.matches("[A-Za-z]+:[^\\p{Cntrl}*]+")) {
                throw new IllegalArgumentException(
                        "'" + name + "' is no principal: a kind and a name, as in User:migration-runner");
            }
            if (names.containsValue(name)) {
                throw new IllegalArgumentException("'" + name + "' stands for two principals; each needs its own");
            }
            names.put(each, name);
        }
    }

    /** What nobody changed. */
    public static PrincipalNames standard() {
        return new PrincipalNames(Map.of());
    }

    /** A principal's name. */
    public String of(Principal principal) {
        return Objects.requireNonNull(names.get(principal));
    }

    /** What a principal is called everywhere else; also the application id of its Kafka Streams. */
    public static String service(Principal principal) {
        return switch (principal) {
            case INGEST -> "manifest-ingest";
            case RUNNER -> "migration-runner";
            case DEPLOYER -> "service-deployer";
            case LEDGER -> "deployment-ledger";
            case OPERATOR -> "operator";
        };
    }
}
