package dev.migrationgate.tests.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The calls of Google Cloud that a module's code makes, found by how its clients are spoken to. */
final class CallsInCode {
    private static final Pattern CALL = Pattern.compile("\\bgoogle\\s*\\.(\\w+)\\(\\)\\s*\\.(\\w+)\\(");
    /** Pulls, acknowledges and asks for more time, all on one stream. */
    private static final Pattern SUBSCRIBER = Pattern.compile("\\bgoogle\\s*\\.subscriber\\(");

    private static final Map<String, String> SERVICES = Map.of(
            "jobs", "Jobs",
            "executions", "Executions",
            "tasks", "Tasks",
            "services", "Services",
            "revisions", "Revisions",
            "secrets", "SecretManagerService",
            "logs", "LoggingServiceV2",
            "topics", "Publisher",
            "subscriptions", "Subscriber");

    private CallsInCode() {}

    /** As {@code Jobs/CreateJob}, in order. */
    static Set<String> of(String module) throws IOException {
        Set<String> calls = new TreeSet<>();
        for (String source : sources(module)) {
            Matcher call = CALL.matcher(source);
            while (call.find()) {
                String service = SERVICES.get(call.group(1));
                if (service == null) {
                    throw new IllegalStateException(module + " speaks to a client that is not known here: " + call);
                }
                calls.add(service + "/" + method(call.group(2)));
            }
            if (SUBSCRIBER.matcher(source).find()) {
                calls.add("Subscriber/StreamingPull");
            }
        }
        return calls;
    }

    private static String method(String java) {
        String plain = java.replaceFirst("(Paged)?Callable$", "");
        return Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
    }

    private static List<String> sources(String module) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            List<String> texts = new java.util.ArrayList<>();
            for (Path source : sources) {
                texts.add(Files.readString(source));
            }
            return texts;
        }
    }
}
