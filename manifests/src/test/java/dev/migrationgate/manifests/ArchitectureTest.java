package dev.migrationgate.manifests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.migrationgate.manifests");

    @Test
    void theDomainKnowsNoTechnology() {
        noClasses()
                .that()
                // Jackson's methods are declared to throw IOException, of a text in memory too.
                .doNotHaveSimpleName("JsonComposer")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..",
                        "org.apache.avro..",
                        "io.vertx..",
                        "com.google..",
                        "dev.migrationgate.events..",
                        "java.io..",
                        "java.nio.file..",
                        "java.net..")
                .check(CLASSES);
    }

    @Test
    void onlyTheReadingOfTextsKnowsTheParsers() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..manifests.yaml..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.snakeyaml..", "com.fasterxml..")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.migrationgate.manifests.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }
}
