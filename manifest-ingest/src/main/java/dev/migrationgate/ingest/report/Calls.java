package dev.migrationgate.ingest.report;

import java.io.IOException;
import java.net.http.HttpRequest;

/** Makes HTTP calls. */
interface Calls {
    /**
     * Makes one, within a limit.
     *
     * @throws IOException there was no answer; the message holds nothing of the request
     * @throws InterruptedException nobody wants it any more
     */
    Answer make(HttpRequest request) throws IOException, InterruptedException;
}
