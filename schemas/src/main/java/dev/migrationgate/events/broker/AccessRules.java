package dev.migrationgate.events.broker;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;
import static org.apache.kafka.common.resource.ResourceType.CLUSTER;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;

import dev.migrationgate.events.topics.Principal;
import dev.migrationgate.events.topics.Topic;
import dev.migrationgate.events.topics.Topics;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Who may do what on the brokers, made from the table of topics ({@link Topics#all()}): exactly what the services need, each
 * under a name of its own. A broker that denies what no rule allows makes the gate with them: the deployer cannot hear
 * a request, and nobody but the runner can say that a migration succeeded.
 *
 * @see <a href="https://kafka.apache.org/43/documentation.html#security_authz_primitives">Kafka's operations and resources</a>
 */
public final class AccessRules {
    private static final String EVERY_HOST = "*";

    private final PrincipalNames names;
    private final Set<AclBinding> rules = new LinkedHashSet<>();

    private AccessRules(PrincipalNames names) {
        this.names = names;
    }

    /**
     * All rules, in the table's order.
     *
     * @param names what the brokers call each principal
     */
    public static List<AclBinding> of(PrincipalNames names) {
        var all = new AccessRules(names);
        Topics.all().forEach(all::topic);
        all.machine(Principal.RUNNER);
        all.machine(Principal.DEPLOYER);
        all.allow(Principal.INGEST, GROUP, LITERAL, "manifest-ingest-report", READ);
        all.allow(Principal.INGEST, TRANSACTIONAL_ID, PREFIXED, "manifest-ingest-", WRITE);
        all.allow(Principal.LEDGER, GROUP, PREFIXED, "deployment-ledger-cdevents-", READ);
        all.allow(Principal.LEDGER, TRANSACTIONAL_ID, PREFIXED, "deployment-ledger-cdevents-", WRITE);
        // So that a person who changes nothing can see whether all is as it should be.
        all.allow(Principal.OPERATOR, CLUSTER, LITERAL, Resource.CLUSTER_NAME, DESCRIBE);
        all.allow(Principal.OPERATOR, CLUSTER, LITERAL, Resource.CLUSTER_NAME, DESCRIBE_CONFIGS);
        return List.copyOf(all.rules);
    }

    private void topic(Topic topic) {
        List<Principal> writers = new ArrayList<>(topic.writers());
        writers.sort(null);
        writers.forEach(who -> allow(who, TOPIC, LITERAL, topic.name(), WRITE));
        List<Principal> readers = new ArrayList<>(topic.readers());
        readers.sort(null);
        readers.forEach(who -> allow(who, TOPIC, LITERAL, topic.name(), READ));
        allow(Principal.OPERATOR, TOPIC, LITERAL, topic.name(), DESCRIBE);
        allow(Principal.OPERATOR, TOPIC, LITERAL, topic.name(), DESCRIBE_CONFIGS);
    }

    /**
     * What Kafka Streams does in a machine's name: its group, its transactions, and the topics in which its states are kept. Those
     * begin with the application's id, as Streams names them.
     */
    private void machine(Principal service) {
        String application = PrincipalNames.service(service);
        allow(service, GROUP, LITERAL, application, READ);
        allow(service, TRANSACTIONAL_ID, PREFIXED, application + "-", WRITE);
        for (AclOperation operation : List.of(CREATE, READ, WRITE, DESCRIBE_CONFIGS)) {
            allow(service, TOPIC, PREFIXED, application + "-", operation);
        }
    }

    private void allow(Principal who, ResourceType type, PatternType form, String name, AclOperation operation) {
        rules.add(new AclBinding(
                new ResourcePattern(type, name, form),
                new AccessControlEntry(names.of(who), EVERY_HOST, operation, AclPermissionType.ALLOW)));
    }
}
