package dev.migrationgate.manifests;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A part of the hierarchy: everything below some organization, unit, environment or project, or one application.
 *
 * <p>The text form names the levels from the outside in, joined by slashes, for example {@code acme/retail}; the empty
 * text is everything.
 *
 * @param levels organization, organizational unit, environment, project and name, as many as are fixed
 */
public record Scope(List<String> levels) {
    private static final List<String> KEYS = List.of("organization", "organizational-unit", "environment", "project");
    private static final List<String> KINDS = List.of("Organization", "OrganizationalUnit", "Environment", "Project");
    private static final Pattern LEVEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    /** The whole hierarchy. Below the patterns, which its constructor uses. */
    public static final Scope EVERYTHING = new Scope(List.of());

    /** Refuses, with {@link IllegalArgumentException}, more than five levels and what cannot be a name. */
    public Scope {
        levels = List.copyOf(levels);
        if (levels.size() > KEYS.size() + 1
                || !levels.stream().allMatch(level -> LEVEL.matcher(level).matches())) {
            throw new IllegalArgumentException(
                    "a scope is organization/organizational-unit/environment/project/name, or the beginning of it");
        }
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException the text does not have it
     */
    public static Scope parse(String text) {
        return text.isEmpty() ? EVERYTHING : new Scope(List.of(text.split("/", -1)));
    }

    /** Whether an application of an environment is in it. */
    public boolean covers(ApplicationId application) {
        List<String> path = List.of(
                application.organization(),
                application.organizationalUnit(),
                application.environment(),
                application.project(),
                application.name());
        return path.subList(0, levels.size()).equals(levels);
    }

    /**
     * Whether a manifest is in it: one that lies outside of a level, or above it, is not, since it may concern others. An
     * application without an environment is not in the scope of an environment.
     */
    public boolean covers(ManifestId manifest) {
        for (int i = 0; i < levels.size(); i++) {
            if (!at(manifest, i).filter(levels.get(i)::equals).isPresent()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether whoever acts in it may see a manifest: everything in it, what its manifests may refer to beside and above it, and
     * nothing of another organization, unit, environment or project.
     */
    public boolean shows(ManifestId manifest) {
        if (!levels.isEmpty() && at(manifest, 0).isEmpty()) {
            return false;
        }
        for (int i = 0; i < Math.min(levels.size(), KEYS.size()); i++) {
            String level = levels.get(i);
            if (at(manifest, i).filter(there -> !there.equals(level)).isPresent()) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> at(ManifestId manifest, int level) {
        boolean own = level == KEYS.size() || manifest.kind().equals(KINDS.get(level));
        return own ? Optional.of(manifest.name()) : manifest.ancestor(KEYS.get(level));
    }

    /** The text form. */
    @Override
    public String toString() {
        return String.join("/", levels);
    }
}
