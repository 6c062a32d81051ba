package dev.migrationgate.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.migrationgate.ingest");

    @Test
    void decidingKnowsNoTechnology() {
        noClasses()
                .that()
                .resideInAPackage("..ingest.intake..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache..", "io.vertx..", "dev.migrationgate.events..")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.migrationgate.ingest.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }
}
