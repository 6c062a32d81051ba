package dev.migrationgate.quickstart.chaos.load;

/** The manifests of an order, as a team would merge them. */
public final class OrderManifests {
    private static final String SCOPE = """
              project: chaos
              environment: test
              organizational-unit: platform
              organization: acme
            """;

    private OrderManifests() {}

    /** All of them: database, build and the order itself. */
    public static String all(Order order) {
        return base(order) + of(order);
    }

    private static String base(Order order) {
        return """
                apiVersion: lowops.manifests.v1
                kind: Database
                metadata:
                  name: %s
                %sspec:
                  description: A database
                  cpuCount: 1
                  clusterSize: 1
                ---
                apiVersion: lowops.manifests.v1
                kind: BuildDefinition
                metadata:
                  name: %s
                  github-repository: chaos
                  github-connection: default
                  organization: acme
                spec:
                  description: A service and its migration in one image
                  type: JAVA
                  stages: [analysis, test, build, containerize]
                  containerize:
                    name: %s
                    registries: [docker-private]
                ---
                """.formatted(order.databaseName(), SCOPE, order.applicationName(), order.applicationName());
    }

    private static String of(Order order) {
        String name = order.applicationName();
        return """
                apiVersion: lowops.manifests.v1
                kind: Application
                metadata:
                  name: %1$s
                %2$sspec:
                  description: A service
                  source: %1$s
                  container: %1$s
                  target: CLOUD_RUN
                  project: chaos
                  runMigrationJob: %3$s
                  accessControl:
                    database:
                      name: %4$s
                      schema: %5$s
                      privileges: [USAGE, CREATE]
                      secretSource:
                        envVar: DATABASE_URL
                ---
                apiVersion: lowops.manifests.v1
                kind: DeploymentConfig
                metadata:
                  name: %1$s
                %2$sspec:
                  description: %1$s for test
                  version: "%6$s"
                %7$s  ports:
                    8080: http
                  health:
                    startup:
                      protocol: http
                      port: 8080
                      path: /
                      checkIntervalSec: 1
                      timeoutSec: 1
                      healthyThreshold: 1
                      unhealthyThreshold: 60
                """.formatted(
                        name,
                        SCOPE,
                        order.kind().migrates(),
                        order.databaseName(),
                        name.replace('-', '_'),
                        order.version(),
                        order.kind().migrates() ? migration(order) : "");
    }

    private static String migration(Order order) {
        return """
                  migrationJobContainer:
                    command: [/bin/sh, -c, "%s"]
                    timeoutSeconds: 120
                    temporaryFailureRetries: 2
                    cancelPolicy: graceful
                """.formatted(order.kind().script()).indent(0);
    }

    /** Where the emulator looks for the image, below its root. */
    static String imageFolder(Order order) {
        return "europe-west1-docker.pkg.dev/chaos-test/docker-private/" + order.applicationName() + "/"
                + order.version();
    }
}
