package dev.migrationgate.benchmarks.validate;

/**
 * What things in one project are called.
 *
 * @param unit its organizational unit
 * @param project its name
 */
record ProjectNames(String unit, String project) {
    String folder() {
        return unit + "/" + project;
    }

    /** The metadata of what is in the project, without the name. */
    String place(String environment) {
        return "project: %s\n%s".formatted(project, below(environment));
    }

    /** The metadata of the project itself. */
    String projectIn(String environment) {
        return "name: %s\n%s".formatted(project, below(environment));
    }

    /** The name of an application: "api" is called the same everywhere. */
    String application(String name) {
        return name.equals("api") ? name : project + "-" + name;
    }

    /** The name of an application's BuildDefinition, of which there is one in the organization. */
    String build(String application) {
        return project + "-" + application;
    }

    private String below(String environment) {
        return "environment: %s\norganizational-unit: %s\norganization: acme".formatted(environment, unit);
    }
}
