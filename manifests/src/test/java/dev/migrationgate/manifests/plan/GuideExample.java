package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.ManifestReader;
import dev.migrationgate.manifests.model.Reading;
import java.util.List;

/** The manifests of the guide "Running Database Migrations", and of the live dialect beside them. */
final class GuideExample {
    static final String APPLICATION = """
            apiVersion: lowops.manifests.v1
            kind: Application
            metadata:
              name: payment-api
              project: payment-gateway
              environment: production
              organizational-unit: retail-banking
              organization: fincorp
            spec:
              source: payment-api
              container: payment-api
              target: CLOUD_RUN
              project: payment-gateway
              runMigrationJob: true
              accessControl:
                database:
                  name: payments-db
                  schema: public
                  privileges: [usage, CREATE]
                  skipSchemaCreation: true
                  extensions: [pgcrypto, uuid-ossp]
                  secretSource:
                    envVar: DATABASE_URL
            """;
    static final String LIVE_APPLICATION = """
            apiVersion: lowops.manifests.v1
            kind: Application
            metadata:
              name: payment-api
              application-set: payments
              release-track: main
              organizational-unit: retail-banking
              organization: fincorp
            spec:
              buildDefinition: payment-api
              target: CLOUD_RUN
              project: payment-gateway
              runMigrationJob: true
              accessControl:
                database:
                  name: payments-db
                  schema: public
                  privileges: [USAGE, CREATE]
                  skipSchemaCreation: true
                  extensions: [pgcrypto, uuid-ossp]
                  secretSource:
                    envVar: DATABASE_URL
            """;
    static final String CONFIG = """
            apiVersion: lowops.manifests.v1
            kind: DeploymentConfig
            metadata:
              name: payment-api
              project: payment-gateway
              environment: production
              organizational-unit: retail-banking
              organization: fincorp
            spec:
              version: "1.0.0"
              migrationJobContainer:
                command: [java, -cp, lib/*, Migrate]
              container:
                env:
                  - {name: LOG_LEVEL, value: info}
              ports: {8080: http}
              health:
                startup: {protocol: http, port: 8080, path: /healthz, checkIntervalSec: 5, timeoutSec: 2, unhealthyThreshold: 60}
              scaling: {min: 1, max: 3}
            """;
    static final String BUILD = """
            apiVersion: lowops.manifests.v1
            kind: BuildDefinition
            metadata: {name: payment-api, github-repository: payment-api, github-connection: default, organization: fincorp}
            spec: {type: JAVA, containerize: {name: payment-api, registries: [docker-private]}}
            """;
    static final String DATABASE = """
            apiVersion: lowops.manifests.v1
            kind: Database
            metadata:
              name: payments-db
              project: payment-gateway
              environment: production
              organizational-unit: retail-banking
              organization: fincorp
            spec: {cpuCount: 2, clusterSize: 1, backupConfig: {enabled: true}}
            """;

    private GuideExample() {}

    static List<Manifest> manifests(String... documents) {
        Reading reading = new ManifestReader().read("test.yaml", String.join("---\n", documents));
        if (reading.hasErrors()) {
            throw new AssertionError(reading.findings());
        }
        return reading.manifests();
    }

    static Planning plan(String... documents) {
        return new Planner(PlanSettings.DEFAULT).plan(manifests(documents), Catalogue.empty());
    }
}
