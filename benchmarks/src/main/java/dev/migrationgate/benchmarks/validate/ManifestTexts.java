package dev.migrationgate.benchmarks.validate;

/** The specs of the manifests that deployments are made of. */
final class ManifestTexts {
    static final String DATABASE = """
            description: Orders and what becomes of them
            cpuCount: 2
            clusterSize: 1
            backupConfig:
              enabled: true
              quantityBasedRetention: 14
            databases:
              - name: orders
              - name: reports""";

    static final String CONFIG = """
            description: How it runs in this environment
            version: "1.14.2"
            migrationJobContainer:
              command: [java, -cp, lib/*, example.Migrate]
              timeoutSeconds: 900
            container:
              env:
                - name: LOG_LEVEL
                  value: info
                - name: FEATURES
                  value: "search,export"
                - name: PAGE_SIZE
                  value: "50"
              resources:
                cpu: 500m
                memory: 512Mi
            ports:
              8080: http
            health:
              startup:
                protocol: http
                port: 8080
                path: /healthz
                checkIntervalSec: 5
                timeoutSec: 2
                unhealthyThreshold: 60
            scaling:
              min: 1
              max: 5""";

    private ManifestTexts() {}

    static String application(String source, ProjectNames names, String application) {
        return """
                description: Takes and tracks orders
                project: %s
                %s: %s
                target: CLOUD_RUN
                meshStrategy: SIDECAR
                runMigrationJob: true
                accessControl:
                  database:
                    name: orders-db
                    schema: %s
                    privileges: [USAGE, CREATE, SELECT]
                    skipSchemaCreation: true
                    extensions: [pgcrypto, uuid-ossp]
                    secretSource:
                      envVar: DATABASE_URL
                  secrets:
                    carrier-key:
                      envVar: CARRIER_KEY
                    mail-key:
                      envVar: MAIL_KEY""".formatted(names.project(), source, names.build(application), application);
    }

    static String build(String name) {
        return """
                description: How it is built
                type: JAVA
                workDir: .
                private: true
                stages: [test, build]
                containerize:
                  name: %s
                  registries: [docker-private]
                  platforms: [linux/amd64]""".formatted(name);
    }
}
