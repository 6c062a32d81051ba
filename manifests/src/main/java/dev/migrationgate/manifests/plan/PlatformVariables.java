package dev.migrationgate.manifests.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The variables that a container has although no manifest names them.
 *
 * <p>Sources: the format's reference, section 2.3, "variables the platform adds by itself"; Cloud Run's container runtime
 * contract, "Environment variables" for services and for jobs.
 */
final class PlatformVariables {
    private static final String CLOUD_PROJECT = "GOOGLE_CLOUD_PROJECT";
    private static final String VERSION = "INFRASTREAM_APP_VERSION";
    private static final Set<String> SERVICE = Set.of("PORT", "K_SERVICE", "K_REVISION", "K_CONFIGURATION");
    private static final String JOB_PREFIX = "CLOUD_RUN_";

    private PlatformVariables() {}

    /** Those that are injected by us, in order. */
    static Map<String, String> injected(String cloudProject, String version) {
        var variables = new LinkedHashMap<String, String>();
        variables.put(CLOUD_PROJECT, cloudProject);
        variables.put(VERSION, version);
        return variables;
    }

    /** Whether it is injected by us; a manifest may write another value. */
    static boolean isInjected(String name) {
        return name.equals(CLOUD_PROJECT) || name.equals(VERSION);
    }

    /** Whether it is injected by us or set by Cloud Run. */
    static boolean contain(String name) {
        return isInjected(name) || SERVICE.contains(name) || name.startsWith(JOB_PREFIX);
    }
}
