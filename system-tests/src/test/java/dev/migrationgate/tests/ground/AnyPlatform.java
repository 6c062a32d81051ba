package dev.migrationgate.tests.ground;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test that asks nothing of the platform but what is in {@link Ground}, and therefore runs on each. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("any-platform")
@ExtendWith(SharedContainers.class)
public @interface AnyPlatform {}
