package dev.migrationgate.cli.ledger;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a deployment's id or its beginning. */
final class DeploymentConverter implements ITypeConverter<String> {
    /** For picocli. */
    DeploymentConverter() {}

    @Override
    public String convert(String text) {
        if (!Deployment.isId(text)) {
            throw new TypeConversionException(
                    "'" + text
                            + "' is no deployment's id, nor its first 8 or more characters; gate history APPLICATION lists them");
        }
        return text;
    }
}
