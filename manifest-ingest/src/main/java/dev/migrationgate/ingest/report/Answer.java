package dev.migrationgate.ingest.report;

import java.net.http.HttpHeaders;

/**
 * What was answered to a report.
 *
 * @param status HTTP status
 * @param headers headers
 * @param beginning beginning of the body
 */
record Answer(int status, HttpHeaders headers, String beginning) {}
