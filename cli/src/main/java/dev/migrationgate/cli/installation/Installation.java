package dev.migrationgate.cli.installation;

import dev.migrationgate.manifests.plan.Catalogue;
import dev.migrationgate.manifests.plan.PlanSettings;

/**
 * What manifests are checked against.
 *
 * @param settings how the installation plans
 * @param accepted what it accepted before
 */
public record Installation(PlanSettings settings, Catalogue accepted) {
    /** None: the settings that an installation has which says nothing, and no manifests. */
    public static final Installation NONE = new Installation(PlanSettings.DEFAULT, Catalogue.empty());
}
