package dev.migrationgate.emulator.call;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A resource's full name, such as {@code projects/p/locations/l/jobs/j}: collections and ids in turn.
 *
 * @param collections the even segments
 * @param ids the odd segments, as many
 */
public record ResourceName(List<String> collections, List<String> ids) {
    /** What an id may be: it becomes part of a path on disk, so no dots alone and no slashes. {@code -} is the wildcard. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:-]{0,254}|-");

    /** Copies both lists. */
    public ResourceName {
        collections = List.copyOf(collections);
        ids = List.copyOf(ids);
    }

    /**
     * Takes a name apart.
     *
     * @param field where the name was sent, for the message
     * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT if the name has another form
     */
    public static ResourceName parse(String field, String name, String... collections) {
        String[] segments = name.split("/", -1);
        List<String> ids = new ArrayList<>();
        boolean fits = segments.length == 2 * collections.length;
        for (int i = 0; fits && i < collections.length; i++) {
            fits = segments[2 * i].equals(collections[i])
                    && ID.matcher(segments[2 * i + 1]).matches();
            ids.add(segments[2 * i + 1]);
        }
        if (!fits) {
            String form = String.join("/*/", collections) + "/*";
            throw Refusal.invalid(field, "must have the form %s, was '%s'".formatted(form, name));
        }
        return new ResourceName(List.of(collections), ids);
    }

    /** The id within a collection that the name was parsed with. */
    public String id(String collection) {
        return ids.get(collections.indexOf(collection));
    }

    /** The last id. */
    public String id() {
        return ids.getLast();
    }

    /** The name that a resource within this one has. */
    public String child(String collection, String id) {
        return this + "/" + collection + "/" + id;
    }

    /** Whether a full name lies within this one, where an id {@code -} stands for any. */
    public boolean holds(String name) {
        String[] segments = name.split("/", -1);
        if (segments.length < 2 * ids.size()) {
            return false;
        }
        for (int i = 0; i < ids.size(); i++) {
            String id = ids.get(i);
            if (!segments[2 * i].equals(collections.get(i)) || !("-".equals(id) || id.equals(segments[2 * i + 1]))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < ids.size(); i++) {
            name.append(i == 0 ? "" : "/")
                    .append(collections.get(i))
                    .append('/')
                    .append(ids.get(i));
        }
        return name.toString();
    }
}
