package dev.migrationgate.repository;

import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Names a commit.
 *
 * @param value 40 lower-case hexadecimal digits
 */
public record CommitId(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{40}");
    private static final String NONE = "0".repeat(40);

    /** Refuses, with {@link IllegalArgumentException}, anything else, and the zeros with which hooks say "no commit". */
    public CommitId {
        if (!FORM.matcher(value).matches() || value.equals(NONE)) {
            throw new IllegalArgumentException("not a commit id: 40 hexadecimal digits are wanted, not all of them 0");
        }
    }

    static CommitId of(ObjectId id) {
        return new CommitId(id.name());
    }

    ObjectId objectId() {
        return ObjectId.fromString(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
