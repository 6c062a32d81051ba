package dev.migrationgate.deployer.rollout;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** One environment variable of a container. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EnvironmentValue.Plain.class, name = "plain"),
    @JsonSubTypes.Type(value = EnvironmentValue.Secret.class, name = "secret")
})
public sealed interface EnvironmentValue {

    /** The variable's name. */
    String name();

    /**
     * A value that anybody may see.
     *
     * @param name the variable's name
     * @param value its value
     */
    record Plain(String name, String value) implements EnvironmentValue {}

    /**
     * A version of a secret; the value is nowhere in this system.
     *
     * @param name the variable's name
     * @param secret {@code projects/P/secrets/S}
     * @param version the version's number, or {@code latest}
     */
    record Secret(String name, String secret, String version) implements EnvironmentValue {}
}
