package dev.migrationgate.cli.validate;

import java.io.PrintWriter;

/** A form in which the outcome of a validation is told. */
interface Report {
    /** Writes all of it. */
    void write(Validation validation, PrintWriter out);
}
