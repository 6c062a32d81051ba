package dev.migrationgate.ingest.image;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;

/** One HTTP exchange. Safe for several threads. */
@FunctionalInterface
interface Exchange {
    /** Statuses of HTTP. */
    int OK = 200;

    /** Another one may be answered later. */
    int TOO_MANY = 429;

    /** From here on, another one may be answered later. */
    int SERVER_ERROR = 500;

    /** An answer, whatever its status. */
    record Answer(int status, HttpHeaders headers, ByteString body) {
        boolean isGood() {
            return status == OK;
        }

        /**
         * The same answer.
         *
         * @throws IOException another one may come later
         */
        Answer ofUse() throws IOException {
            if (status == TOO_MANY || status >= SERVER_ERROR) {
                throw new IOException("it answered " + status);
            }
            return this;
        }
    }

    /**
     * Sends a request. No redirect is followed.
     *
     * @throws IOException there is no answer, or too long a one
     */
    Answer send(HttpRequest request) throws IOException, InterruptedException;
}
