package dev.migrationgate.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Answers {@code --version} from the jar's manifest. */
public final class Version implements IVersionProvider {

    /** For picocli. */
    public Version() {}

    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("(unpackaged)");
        return new String[] {"gate " + version, "Java " + Runtime.version()};
    }
}
