package dev.migrationgate.runner;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.migrationgate.trace.TraceParent;
import dev.migrationgate.trace.TracedWork;
import org.junit.jupiter.api.Test;

class LayersTest {
    private final JavaClasses runner = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.migrationgate.runner");

    @Test
    void lanesKnowNothingOfKafkaAvroOrGoogle() {
        classes()
                .that()
                .resideInAPackage("dev.migrationgate.runner.lane")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "java..",
                                "com.fasterxml.jackson.annotation",
                                "org.jspecify.annotations",
                                "dev.migrationgate.host",
                                "dev.migrationgate.runner.lane")
                        // Values alone: where a deployment is in a trace, which no decision looks at.
                        .or(type(TraceParent.class))
                        .or(type(TracedWork.class)))
                .check(runner);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.migrationgate.(runner.*)..")
                .should()
                .beFreeOfCycles()
                .check(runner);
    }
}
