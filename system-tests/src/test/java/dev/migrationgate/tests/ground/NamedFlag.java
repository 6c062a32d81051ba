package dev.migrationgate.tests.ground;

import java.util.Collection;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.utility.DockerImageName;

/**
 * A name in the containers' network, which is known once a container has it.
 *
 * @param network of the containers
 * @param name in it
 * @param up gets the container, which somebody has to stop
 */
record NamedFlag(Network network, String name, Collection<GenericContainer<?>> up) implements Flag {
    @Override
    public String isUp() {
        return "getent hosts " + name + " >/dev/null";
    }

    @Override
    public void raise() {
        GenericContainer<?> named = new GenericContainer<>(DockerImageName.parse(PlatformContainers.POSTGRES))
                .withNetwork(network)
                .withNetworkAliases(name)
                .withCreateContainerCmdModifier(command -> command.withEntrypoint("sleep", "infinity"));
        up.add(named);
        named.start();
    }
}
