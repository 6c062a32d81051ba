package dev.migrationgate.ledger;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.migrationgate.ledger");

    @Test
    void whatFactsComeToKnowsNothingOfWhereTheyAreKept() {
        noClasses()
                .that()
                .resideInAPackage("..ledger.view..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache..", "org.rocksdb..", "io.vertx..", "..ledger.store..")
                .check(CLASSES);
    }

    @Test
    void onlyTheStoreKnowsRocksDb() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..ledger.store..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.rocksdb..")
                .check(CLASSES);
    }

    @Test
    void nothingButTheAuditAndWhatIsToldToOthersWritesToKafka() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..ledger.audit..", "..ledger.cdevents..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.clients.producer..")
                .check(CLASSES);
    }

    @Test
    void whatIsToldIsDecidedWithoutKafkaAndPubSub() {
        noClasses()
                .that()
                .haveNameMatching(
                        ".*\\.cdevents\\.(Translation|Document|Chain|Merge|Names|Purl|Outcome|Occurrence|CdEvent)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "com.google..", "..ledger.store..")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.migrationgate.ledger.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }
}
