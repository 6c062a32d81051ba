package dev.migrationgate.manifests.finding;

import static dev.migrationgate.manifests.finding.Severity.ERROR;
import static dev.migrationgate.manifests.finding.Severity.WARNING;

/** The kinds of finding. Their numbers are part of the product: a number is never used for something else. */
public enum FindingCode {
    /** The text is not YAML, or not JSON where it is announced as JSON. */
    SYNTAX("MG001", ERROR),
    /** A document is larger than the limit. */
    DOCUMENT_TOO_LARGE("MG002", ERROR),
    /** There are more documents than the limit, or more in all of them together. */
    TOO_MANY_DOCUMENTS("MG003", ERROR),
    /** Mappings and lists are nested deeper than the limit. */
    TOO_DEEP("MG004", ERROR),
    /** Aliases: too many, growing too large, or pointing at themselves. */
    TOO_MANY_ALIASES("MG005", ERROR),
    /** A mapping has the same key twice. */
    DUPLICATE_KEY("MG006", ERROR),
    /** A document is something other than a mapping. */
    NOT_A_MANIFEST("MG007", ERROR),
    /** A feature of YAML that manifests do not use: tags, merge keys, keys that are not plain. */
    UNSUPPORTED_YAML("MG008", ERROR),
    /** The text holds no manifest at all. */
    NOTHING("MG009", ERROR),
    /** A field that must be there is not. */
    MISSING_FIELD("MG010", ERROR),
    /** {@code apiVersion} is one that we do not know. */
    UNKNOWN_API_VERSION("MG011", ERROR),
    /** {@code kind} is nearly, but not quite, one that we know. */
    MISSPELT_KIND("MG012", ERROR),
    /** {@code kind} is one that we do not know; the manifest is kept. */
    UNKNOWN_KIND("MG013", WARNING),
    /** The keys of {@code metadata} are not those of the kind. */
    METADATA_PATH("MG014", ERROR),
    /** A name has characters or a length that names cannot have. */
    MALFORMED_NAME("MG015", ERROR),
    /** A {@code computed} block was written; only the platform writes those. */
    COMPUTED_WRITTEN("MG016", ERROR),
    /** A field is written in snake_case. */
    SNAKE_CASE("MG017", ERROR),
    /** A field that we do not know; it is kept and has no effect. */
    UNKNOWN_FIELD("MG018", WARNING),
    /** A value of another type than the field's. */
    WRONG_TYPE("MG019", ERROR),
    /** A number or truth value where text belongs; it is taken as it is written. */
    UNQUOTED_TEXT("MG020", WARNING),
    /** A field without a value; it counts as absent. */
    EMPTY_FIELD("MG021", WARNING),
    /** A value outside of the ones that the field allows. */
    VALUE_NOT_ALLOWED("MG022", ERROR),
    /** Two manifests of one request have the same identity. */
    DUPLICATE_MANIFEST("MG030", ERROR),
    /** A name refers to a manifest that is neither posted nor known. */
    UNRESOLVED_REFERENCE("MG031", ERROR),
    /** A name refers to several manifests. */
    AMBIGUOUS_REFERENCE("MG032", ERROR),
    /** The two spellings of one thing are both there and disagree. */
    CONFLICTING_DIALECTS("MG033", ERROR),
    /** The application runs on something other than Cloud Run. */
    UNSUPPORTED_TARGET("MG034", ERROR),
    /** {@code runMigrationJob} without a database to migrate. */
    MIGRATION_WITHOUT_DATABASE("MG035", ERROR),
    /** {@code migrationJobContainer} without {@code runMigrationJob}: no effect. */
    MIGRATION_NOT_ENABLED("MG036", WARNING),
    /** The migration would run exactly what the service runs. */
    MIGRATION_SAME_AS_SERVICE("MG037", WARNING),
    /** Nothing says which image to run. */
    NO_IMAGE("MG038", ERROR),
    /** A name that PostgreSQL or Cloud Run cannot take. */
    MALFORMED_IDENTIFIER("MG039", ERROR),
    /** One environment variable is named twice. */
    VARIABLE_TWICE("MG040", ERROR),
    /** A DeploymentConfig has no application of its name. */
    NO_APPLICATION("MG041", ERROR),
    /** An application has no DeploymentConfig, so nothing is deployed. */
    NO_DEPLOYMENT_CONFIG("MG042", WARNING),
    /** A variable that the platform sets is written in the manifest, which wins. */
    PLATFORM_VARIABLE("MG043", WARNING),
    /** A PostgreSQL extension that the installation does not allow. */
    EXTENSION_NOT_ALLOWED("MG044", ERROR),
    /** A secret would go into a variable that the platform or Cloud Run sets. */
    RESERVED_VARIABLE("MG045", ERROR),
    /** Two applications claim one schema of one database. */
    SCHEMA_CLAIMED_TWICE("MG046", ERROR),
    /** Two applications come to one Cloud Run service; the deployer refuses the one that does not have it. */
    SERVICE_CLAIMED_TWICE("MG047", WARNING),
    /** Two items of a list, each of which has to have a name of its own, have the same one. */
    ITEM_TWICE("MG048", ERROR),
    /** A name refers to a manifest that is not declared, although others of its kind are. */
    UNDECLARED("MG049", WARNING),
    /** The migration would run a shell or a script in an image that holds nothing but one program. */
    NO_SHELL("MG050", WARNING),
    /** A value that is a secret by its form. It is never shown. */
    SECRET_WRITTEN("MG051", ERROR),
    /** A plain variable that is a secret by its name. Its value is never shown. */
    SECRET_SUSPECTED("MG052", WARNING),
    /** An image whose registry does not have it, or does not show it to ingest. */
    IMAGE_NOT_FOUND("MG053", ERROR),
    /** An image by its tag in a registry that ingest may not ask for digests. */
    REGISTRY_NOT_ALLOWED("MG054", ERROR);

    private final String code;
    private final Severity severity;

    FindingCode(String code, Severity severity) {
        this.code = code;
        this.severity = severity;
    }

    /** The code as users see it, {@code MG} and three digits. */
    public String code() {
        return code;
    }

    /** How bad findings of this kind are. */
    public Severity severity() {
        return severity;
    }
}
