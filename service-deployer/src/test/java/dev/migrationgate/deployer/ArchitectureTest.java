package dev.migrationgate.deployer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.migrationgate.deployer");

    @Test
    void theDomainKnowsOnlyJavaAndTheShapeOfAMachine() {
        ArchRuleDefinition.classes()
                .that()
                .resideInAPackage("..deployer.rollout")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "dev.migrationgate.deployer.rollout",
                        "dev.migrationgate.host",
                        "dev.migrationgate.trace",
                        "com.fasterxml.jackson.annotation",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void kafkaAndGoogleDoNotMeet() {
        noClasses()
                .that()
                .resideInAPackage("..deployer.cloudrun")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache..", "dev.migrationgate.events..", "dev.migrationgate.host.streams..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("..deployer.request")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.google..", "dev.migrationgate.google..")
                .check(CLASSES);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.migrationgate.deployer.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }
}
