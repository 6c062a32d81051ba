package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.Spec;
import dev.migrationgate.manifests.yaml.Node;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Checks that a migration which is wanted can run, and that one which is described is wanted. */
final class MigrationCheck {
    private static final String CONTAINER = "migrationJobContainer";

    /** Builds of this type put one static binary into an empty image. Source: the format's reference, section 2.5. */
    private static final String NO_SHELL_TYPE = "GOLANG";

    private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash", "ksh", "zsh", "busybox", "env");

    private final Pair pair;
    private final Findings findings;

    MigrationCheck(Pair pair, Findings findings) {
        this.pair = pair;
        this.findings = findings;
    }

    /**
     * Checks. From a value of {@code runMigrationJob} that is neither true nor false nothing follows.
     *
     * @param sources what the plan is made of, as far as it is known
     */
    void check(Collection<Manifest> sources) {
        Optional<Spec.Container> container = pair.configSpec().migration().map(Spec.MigrationContainer::container);
        pair.applicationSpec().runMigrationJob().ifPresent(wanted -> {
            if (wanted) {
                checkDatabase();
                checkEntrypoint(container);
                container.ifPresent(described -> checkShell(described, sources));
            } else if (container.isPresent()) {
                String message = "the application does not set runMigrationJob, so this has no effect";
                String cure = "set runMigrationJob: true, or remove this";
                Pair.find(pair.config(), findings, FindingCode.MIGRATION_NOT_ENABLED, message, cure, "spec", CONTAINER);
            }
        });
    }

    private void checkDatabase() {
        if (pair.applicationSpec().database().isEmpty()) {
            String message = "runMigrationJob needs accessControl.database: there is nothing to migrate";
            String cure = "name the Database in spec.accessControl.database.name";
            pair.find(findings, FindingCode.MIGRATION_WITHOUT_DATABASE, message, cure, "spec", "runMigrationJob");
        }
    }

    private void checkEntrypoint(Optional<Spec.Container> container) {
        if (container.filter(MigrationCheck::differsFromService).isEmpty()) {
            String message = "the migration job runs the service's image with the service's entrypoint";
            String cure = "name an image, command or args in the DeploymentConfig's migrationJobContainer";
            pair.find(findings, FindingCode.MIGRATION_SAME_AS_SERVICE, message, cure, "spec", "runMigrationJob");
        }
    }

    private static boolean differsFromService(Spec.Container container) {
        boolean sameEntrypoint =
                container.command().isEmpty() && container.args().isEmpty();
        return container.image().isPresent() || !sameEntrypoint;
    }

    private void checkShell(Spec.Container container, Collection<Manifest> sources) {
        boolean otherImage = container.image().isPresent()
                || pair.configSpec().container().image().isPresent();
        String field = container.command().isEmpty() ? "args" : "command";
        List<String> words = container.command().isEmpty() ? container.args() : container.command();
        if (otherImage || words.isEmpty() || !needsShell(words.getFirst())) {
            return;
        }
        sources.stream().filter(MigrationCheck::hasNoShell).findFirst().ifPresent(build -> {
            String message =
                    "this needs a shell, and the image that %s makes of a %s program holds nothing but the program"
                            .formatted(build.described(), NO_SHELL_TYPE);
            String cure = "let the program itself migrate, or name an image that has a shell";
            Node at = pair.config().items("spec", CONTAINER, field).getFirst();
            String path = "spec." + CONTAINER + "." + field + "[0]";
            Pair.findAt(at, pair.config(), findings, FindingCode.NO_SHELL, message, cure, path);
        });
    }

    private static boolean needsShell(String word) {
        String program = word.substring(word.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return SHELLS.contains(program) || program.endsWith(".sh");
    }

    private static boolean hasNoShell(Manifest source) {
        return source.spec() instanceof Spec.BuildDefinition build
                && build.type().filter(NO_SHELL_TYPE::equalsIgnoreCase).isPresent();
    }
}
