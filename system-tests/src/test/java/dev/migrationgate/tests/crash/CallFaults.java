package dev.migrationgate.tests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What goes wrong with calls of Google Cloud.
 *
 * @param address where the emulator takes plans
 */
record CallFaults(URI address) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern REFUSED = Pattern.compile("\"refused\":(\\d+)");

    /** Puts another plan in force. */
    void become(String plan) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(address).PUT(BodyPublishers.ofString(plan)).build());
    }

    /** How many calls the plan has refused so far. */
    int refused() throws IOException, InterruptedException {
        String answer = send(HttpRequest.newBuilder(address).build());
        Matcher refused = REFUSED.matcher(answer);
        assertThat(refused.find()).as(answer).isTrue();
        return Integer.parseInt(refused.group(1));
    }

    private static String send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
