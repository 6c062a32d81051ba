package dev.migrationgate.cli.validate;

/** Manifests to validate. */
final class Manifests {
    /** With one error: there is no Application of its name. */
    static final String LONELY_CONFIG = """
            apiVersion: lowops.manifests.v1
            kind: DeploymentConfig
            metadata:
              name: orders-api
              project: shop
              environment: production
              organizational-unit: retail
              organization: acme
            spec:
              version: "1.0.0"
            """;

    static final String APPLICATION = """
            apiVersion: lowops.manifests.v1
            kind: Application
            metadata:
              name: orders-api
              application-set: shop
              release-track: main
              organizational-unit: retail
              organization: acme
            spec:
              project: shop
              buildDefinition: orders-api
              target: CLOUD_RUN
            """;

    static final String BUILD = """
            apiVersion: lowops.manifests.v1
            kind: BuildDefinition
            metadata: {name: orders-api, github-repository: orders, github-connection: default, organization: acme}
            spec: {containerize: {name: orders-api, registries: [docker]}}
            """;

    /** With one warning. */
    static final String ORGANIZATION = """
            apiVersion: lowops.manifests.v1
            kind: Organization
            metadata: {name: acme}
            spec: {}
            remark: no such field
            """;

    private Manifests() {}
}
