package dev.migrationgate.benchmarks.validate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a manifest repository like that of an organization with hundreds of projects, a file for each manifest: in every
 * second project in the dialect of the documentation, in the others in that of the release tracks. All of it is valid.
 */
final class ManifestRepository {
    private static final List<String> ENVIRONMENTS = List.of("development", "staging", "production");
    /** The first name is the same in every project, as "api" is in many an organization. */
    private static final List<String> APPLICATIONS = List.of("api", "worker", "reports", "vendor");

    /** A project with its unit, if it is the first of one. */
    private static final int MOST_FOR_A_PROJECT = 60;

    private final Path root;
    private final int files;
    private int written;

    /** Gets ready to write so many files, at least 100, below a folder. */
    ManifestRepository(Path root, int files) {
        this.root = root;
        this.files = files;
    }

    /** Writes them. */
    void write() throws IOException {
        write("organization.yaml", "Organization", "name: acme", "description: All of it");
        for (int project = 0; files - written >= MOST_FOR_A_PROJECT; project++) {
            if (project % 20 == 0) {
                unit("unit-%02d".formatted(project / 20));
            }
            var names = new ProjectNames("unit-%02d".formatted(project / 20), "project-%03d".formatted(project));
            project(names, project % 2 == 0);
        }
        var spare = new ProjectNames("unit-00", "spare");
        for (int secret = 0; written < files; secret++) {
            String metadata = "name: spare-%d\n%s".formatted(secret, spare.place("production"));
            write("spare/secret-" + secret + ".yaml", "Secret", metadata, "description: A key of a service");
        }
    }

    private void unit(String unit) throws IOException {
        String parent = "organizational-unit: %s\norganization: acme".formatted(unit);
        write(
                unit + "/unit.yaml",
                "OrganizationalUnit",
                "name: " + unit + "\norganization: acme",
                "description: A unit");
        for (String environment : ENVIRONMENTS) {
            String file = unit + "/" + environment + ".yaml";
            write(file, "Environment", "name: " + environment + "\n" + parent, "description: An environment");
        }
        write(unit + "/track.yaml", "ReleaseTrack", "name: main\n" + parent, """
                stages:
                  - name: first
                    environments: [development]
                  - name: last
                    environments: [production]""");
    }

    private void project(ProjectNames names, boolean tracks) throws IOException {
        for (String environment : ENVIRONMENTS) {
            String place = names.place(environment);
            String folder = names.folder() + "/" + environment;
            write(folder + "/project.yaml", "Project", names.projectIn(environment), "description: A project");
            write(folder + "/database.yaml", "Database", "name: orders-db\n" + place, ManifestTexts.DATABASE);
            for (String secret : List.of("carrier-key", "mail-key", "audit-key")) {
                String file = folder + "/secret-" + secret + ".yaml";
                write(file, "Secret", "name: " + secret + "\n" + place, "description: A key of a service");
            }
            for (String application : APPLICATIONS) {
                String name = names.application(application);
                write(
                        folder + "/" + name + "-config.yaml",
                        "DeploymentConfig",
                        "name: " + name + "\n" + place,
                        ManifestTexts.CONFIG);
                if (!tracks) {
                    write(
                            folder + "/" + name + ".yaml",
                            "Application",
                            "name: " + name + "\n" + place,
                            ManifestTexts.application("source", names, application));
                }
            }
        }
        if (tracks) {
            set(names);
        }
        for (String application : APPLICATIONS) {
            String build = names.build(application);
            write(
                    names.folder() + "/build-" + build + ".yaml",
                    "BuildDefinition",
                    """
                    name: %1$s
                    github-repository: %1$s
                    github-connection: default
                    organization: acme""".formatted(build),
                    ManifestTexts.build(build));
        }
    }

    private void set(ProjectNames names) throws IOException {
        String parent = "release-track: main\norganizational-unit: %s\norganization: acme".formatted(names.unit());
        String set = "name: %s\n%s".formatted(names.project(), parent);
        write(names.folder() + "/set.yaml", "ApplicationSet", set, "description: What is released together");
        for (String application : APPLICATIONS) {
            String metadata = "name: %s\napplication-set: %s\n%s"
                    .formatted(names.application(application), names.project(), parent);
            boolean vendor = application.equals("vendor");
            String spec = ManifestTexts.application("buildDefinition", names, application);
            write(
                    names.folder() + "/" + names.application(application) + ".yaml",
                    vendor ? "ExternalApplication" : "Application",
                    metadata,
                    vendor ? spec + "\nimage: registry.example.com/vendor/billing" : spec);
        }
    }

    private void write(String file, String kind, String metadata, String spec) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, """
                # One manifest of many, as a benchmark needs them.
                apiVersion: lowops.manifests.v1
                kind: %s
                metadata:
                %s
                spec:
                %s
                """.formatted(
                        kind, metadata.indent(2).stripTrailing(), spec.indent(2).stripTrailing()));
        written++;
    }
}
