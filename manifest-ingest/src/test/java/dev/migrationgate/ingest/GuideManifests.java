package dev.migrationgate.ingest;

/** The manifests of the guide "Running Database Migrations", as small as they can be. */
public final class GuideManifests {
    private static final String PATH =
            "project: payment-gateway, environment: production, organizational-unit: retail-banking, organization: fincorp";

    /** The application, with a migration. */
    public static final String APPLICATION = """
            apiVersion: lowops.manifests.v1
            kind: Application
            metadata: {name: payment-api, %s}
            spec:
              source: payment-api
              target: CLOUD_RUN
              runMigrationJob: true
              accessControl: {database: {name: payments-db, privileges: [USAGE, CREATE]}}
            """.formatted(PATH);

    /** Its version. */
    public static final String CONFIG = """
            apiVersion: lowops.manifests.v1
            kind: DeploymentConfig
            metadata: {name: payment-api, %s}
            spec: {version: "1.0.0", migrationJobContainer: {args: [migrate]}}
            """.formatted(PATH);

    /** Its build. */
    public static final String BUILD = """
            apiVersion: lowops.manifests.v1
            kind: BuildDefinition
            metadata: {name: payment-api, github-repository: payment-api, github-connection: default, organization: fincorp}
            spec: {containerize: {name: payment-api, registries: [docker-private]}}
            """;

    /** Its database. */
    public static final String DATABASE = """
            apiVersion: lowops.manifests.v1
            kind: Database
            metadata: {name: payments-db, %s}
            spec: {cpuCount: 2}
            """.formatted(PATH);

    /** All of them. */
    public static final String ALL = String.join("---\n", APPLICATION, CONFIG, BUILD, DATABASE);

    /** Not what may be accepted: the application refers to a database that is missing. */
    public static final String WITHOUT_DATABASE = String.join("---\n", APPLICATION, CONFIG, BUILD);

    private GuideManifests() {}
}
