package dev.migrationgate.tests.secrecy;

import dev.migrationgate.tests.mainjob.RunningSystem;
import java.nio.file.Path;

/** Manifests of an application with a database and a secret of its own. */
final class CanaryManifests {
    private static final String PARTNER_TOKEN = """
            ---
            apiVersion: lowops.manifests.v1
            kind: Secret
            metadata:
              name: partner-token
              project: payment-gateway
              environment: production
              organizational-unit: retail-banking
              organization: fincorp
            spec:
              description: what the partner knows us by
            """;

    /** As migrations do that tell how they connect. A password that stands alone can be known by its beginning only. */
    private static final String TELLS_ALL = "p=${DATABASE_URL#*://*:}; p=${p%%@*};"
            + " echo connecting to $DATABASE_URL;"
            + " echo 'jdbc:postgresql://db/payments?user=u&password='$p;"
            + " echo PGPASSWORD=$p psql;"
            + " env | grep -e DATABASE_URL -e PARTNER_TOKEN;"
            + " case $p in mgpw_*) echo $p;; esac;"
            + " until [ -e 'FLAG' ]; do sleep 0.1; done;"
            + " echo giving up; exit 3";

    private CanaryManifests() {}

    /** One whose migration, a real one, works. */
    static String good() {
        return withPartnerToken(RunningSystem.manifests("payment-gateway", "v1"));
    }

    /**
     * One whose migration tells all that it knows, and fails once a file is there.
     *
     * @param flag the file
     */
    static String failingAfter(Path flag) {
        String script = TELLS_ALL.replace("FLAG", flag.toString());
        return withPartnerToken(RunningSystem.migrating(script, "timeoutSeconds: 600"));
    }

    private static String withPartnerToken(String manifests) {
        return manifests.replace(
                        "  accessControl:\n",
                        "  accessControl:\n    secrets:\n      partner-token:\n        envVar: PARTNER_TOKEN\n")
                + PARTNER_TOKEN;
    }
}
