package dev.migrationgate.runner.job;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Names that follow from deployment and attempt, so that they are known before the first call. */
final class JobNames {
    /** Suffix of the one execution that a job of ours ever has. */
    static final String TOKEN = "run";

    private static final Pattern PLAIN = Pattern.compile("[a-z0-9]{20,}");
    private static final int ID_LENGTH = 20;

    private JobNames() {}

    /** The job's id: below 50 characters, of {@code [-a-z0-9]}, as Cloud Run wants it. */
    static String jobId(String deploymentId, int attempt) {
        String plain = PLAIN.matcher(deploymentId).matches() ? deploymentId : sha256(deploymentId);
        return "m-" + plain.substring(0, ID_LENGTH) + "-a" + attempt;
    }

    static String parent(String project, String region) {
        return "projects/" + project + "/locations/" + region;
    }

    static String job(String parent, String jobId) {
        return parent + "/jobs/" + jobId;
    }

    /**
     * The execution that {@code start_execution_token} makes: job and token, joined by a hyphen
     * (google.cloud.run.v2.Job, field start_execution_token).
     */
    static String execution(String job) {
        return job + "/executions/" + lastPart(job) + "-" + TOKEN;
    }

    static String lastPart(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** The parent that names all jobs of an execution's region: {@code projects/P/locations/R/jobs/-}. */
    static String allJobs(String execution) {
        return execution.substring(0, execution.indexOf("/jobs/")) + "/jobs/-";
    }

    /** The job of an execution. */
    static String jobOf(String execution) {
        return execution.substring(0, execution.indexOf("/executions/"));
    }

    /** The Google Cloud project of a resource name. */
    static String projectOf(String name) {
        return name.split("/", 3)[1];
    }

    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
