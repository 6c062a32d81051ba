package dev.migrationgate.repository;

/**
 * How large a tree may be.
 *
 * @param entries files and folders of any kind that are looked at
 * @param files files that may hold manifests
 * @param fileBytes bytes of one file
 * @param bytes bytes of all files that may hold manifests
 * @param cachedBytes bytes of files whose manifests are kept, so that they need not be read again
 */
public record TreeLimits(int entries, int files, int fileBytes, long bytes, long cachedBytes) {
    /** A million entries, 50,000 files, 10 MiB a file, 64 MiB together; 16 MiB are kept. */
    public static final TreeLimits DEFAULT = new TreeLimits(1_000_000, 50_000, 10 << 20, 64L << 20, 16L << 20);

    /** Refuses limits below 1 with {@link IllegalArgumentException}. */
    public TreeLimits {
        if (Math.min(Math.min(entries, files), fileBytes) < 1 || Math.min(bytes, cachedBytes) < 1) {
            throw new IllegalArgumentException("limits have to be positive");
        }
    }

    /** The same with another limit of all files together. */
    public TreeLimits together(long limit) {
        return new TreeLimits(entries, files, fileBytes, limit, cachedBytes);
    }
}
