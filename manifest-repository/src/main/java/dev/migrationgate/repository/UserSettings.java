package dev.migrationgate.repository;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * What the user of this process, and its machine, have set for Git: {@code ~/.gitconfig}, {@code /etc/gitconfig} and JGit's own file.
 * A mirror heeds none of it: a header, a proxy or {@code sslVerify = false} in there would hold for what is fetched with our credentials.
 */
final class UserSettings {
    private UserSettings() {}

    /**
     * From now on JGit heeds none of it in this process; it has no way to say so for one repository alone. May be called again, and
     * from several threads.
     */
    static void ignore() {
        SystemReader present = SystemReader.getInstance();
        if (!(present instanceof WithoutSettings)) {
            SystemReader.setInstance(new WithoutSettings(present));
        }
    }

    /** Tells the same of the machine as another, but has nothing set. */
    private static final class WithoutSettings extends SystemReader.Delegate {
        WithoutSettings(SystemReader system) {
            super(system);
        }

        @Override
        public FileBasedConfig openUserConfig(@Nullable Config parent, FS files) {
            return new NothingSet(parent, files);
        }

        @Override
        public FileBasedConfig openSystemConfig(@Nullable Config parent, FS files) {
            return new NothingSet(parent, files);
        }

        @Override
        public FileBasedConfig openJGitConfig(@Nullable Config parent, FS files) {
            return new NothingSet(parent, files);
        }
    }

    /** Is read from no file. JGit notes here what it measured of the disk, which then holds for this process. */
    private static final class NothingSet extends FileBasedConfig {
        NothingSet(@Nullable Config parent, FS files) {
            super(parent, null, files);
        }

        @Override
        public void load() {
            // There is no file.
        }

        @Override
        public void save() {
            // There is no file.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
