package dev.migrationgate.cli.acls;

import dev.migrationgate.events.broker.PrincipalNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Brings the brokers' access rules in line with the table of topics. Every method may be called again at any time; brokers out of
 * reach, or without an authorizer, are Kafka's own {@link KafkaException}.
 */
public final class BrokerRules {
    private static final String ALLOW_EVERYONE = "allow.everyone.if.no.acl.found";
    private static final Duration VISIBLE_LIMIT = Duration.ofSeconds(30);
    private static final Duration VISIBLE_PAUSE = Duration.ofMillis(100);

    private BrokerRules() {}

    /**
     * What an application of the table changed.
     *
     * @param created rules that were missing
     * @param revoked rules that allowed or denied more
     * @param left what remains to be done by hand
     */
    public record Applied(List<AclBinding> created, List<AclBinding> revoked, List<Deviation> left) {

        /** Copies the lists. */
        public Applied {
            created = List.copyOf(created);
            revoked = List.copyOf(revoked);
            left = List.copyOf(left);
        }
    }

    /**
     * Creates the rules that are missing.
     *
     * @param revoke whether rules that speak of nothing but our resources, and should not be there, are taken away
     */
    public static Applied apply(Admin admin, PrincipalNames names, boolean revoke) throws InterruptedException {
        var comparison = new RuleComparison(names, read(admin));
        List<AclBinding> missing = comparison.missing();
        List<AclBinding> revoked = revoke ? comparison.revocable() : List.of();
        await(admin.createAcls(missing).all());
        await(admin.deleteAcls(revoked.stream().map(AclBinding::toFilter).toList())
                .all());
        awaitVisible(admin, missing, revoked);
        return new Applied(missing, revoked, check(admin, names));
    }

    /** Every difference: rules in the table's order, then what should not be there, then how brokers are set. */
    public static List<Deviation> check(Admin admin, PrincipalNames names) throws InterruptedException {
        var comparison = new RuleComparison(names, read(admin));
        Stream<Deviation> rules = Stream.concat(
                comparison.missing().stream().map(Deviation.Missing::new),
                comparison.surplus().stream().map(Deviation.Surplus::new));
        return Stream.concat(rules, settings(admin).stream()).toList();
    }

    /** Brokers learn of rules from the controller, a moment later than it has them. */
    private static void awaitVisible(Admin admin, List<AclBinding> created, List<AclBinding> revoked)
            throws InterruptedException {
        long end = System.nanoTime() + VISIBLE_LIMIT.toNanos();
        while (System.nanoTime() < end) {
            Set<AclBinding> seen = new HashSet<>(read(admin));
            if (seen.containsAll(created) && revoked.stream().noneMatch(seen::contains)) {
                return;
            }
            Thread.sleep(VISIBLE_PAUSE);
        }
    }

    private static Collection<AclBinding> read(Admin admin) throws InterruptedException {
        return await(admin.describeAcls(AclBindingFilter.ANY).values());
    }

    /** A broker that lets everybody do what no rule speaks of would let everybody read a topic that is not created yet. */
    private static List<Deviation> settings(Admin admin) throws InterruptedException {
        List<ConfigResource> brokers = new ArrayList<>();
        for (Node node : await(admin.describeCluster().nodes())) {
            brokers.add(new ConfigResource(ConfigResource.Type.BROKER, node.idString()));
        }
        Set<Deviation> found = new LinkedHashSet<>();
        for (Config config : await(admin.describeConfigs(brokers).all()).values()) {
            for (ConfigEntry entry : config.entries()) {
                // A broker that has it in its file keeps the value to itself: it is the authorizer's, not its own.
                if (entry.name().equals(ALLOW_EVERYONE)
                        && entry.value() != null
                        && !entry.value().equals("false")) {
                    found.add(new Deviation.Setting(ALLOW_EVERYONE, entry.value(), "false"));
                }
            }
        }
        return List.copyOf(found);
    }

    /** Waits for an answer; Kafka's failure comes out as it is. */
    static <T> T await(KafkaFuture<T> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        }
    }
}
