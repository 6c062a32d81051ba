package dev.migrationgate.benchmarks.intake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Applications as teams have them: ten to a project, each with a schema of its own in the project's database. What is posted of
 * one is a manifest of 4 KiB, each time with another description. For one thread only.
 */
final class Applications {
    /** Of a posted manifest, both in YAML and in JSON. */
    static final int BYTES = 4_096;

    private static final int IN_PROJECT = 10;
    private static final int WIDTH = 100;
    private static final String ORGANIZATION = "acme";
    private static final String[] WORDS =
            "takes orders checks them against what is in stock and tells the warehouse about each of them once a night"
                    .split(" ", -1);

    private final List<Form> forms = new ArrayList<>();
    private final byte[] text;
    private final int projects;

    /**
     * Makes them up.
     *
     * @param projects how many projects
     * @param seed the same one gives the same texts
     */
    Applications(int projects, long seed) {
        this.projects = projects;
        this.text = text(new Random(seed));
        int count = projects * IN_PROJECT;
        for (int number = 0; number < count; number++) {
            forms.add(yaml(number));
            // Another application's: nobody posts two manifests of one in the same millisecond.
            forms.add(json((number + count / 2) % count));
        }
    }

    /**
     * A body to post.
     *
     * @param json whether it is JSON, else YAML
     * @param bytes 4 KiB
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them, and a copy would be part of what is measured.
    record Body(boolean json, byte[] bytes) {}

    /** The body with this number, which no other number gives. */
    Body body(long number) {
        Form form = forms.get((int) (number % forms.size()));
        return new Body(form.json(), form.fill(text, number));
    }

    /** What has to be accepted before the bodies can be: for each project everything that its applications refer to, and one version of them. */
    List<String> prepared() {
        return IntStream.range(0, projects).mapToObj(Applications::project).toList();
    }

    private static String project(int project) {
        return database(project)
                + IntStream.range(project * IN_PROJECT, (project + 1) * IN_PROJECT)
                        .mapToObj(number -> build(number) + config(number) + "---\n"
                                + yaml(number).head() + "first of all\n"
                                + yaml(number).tail())
                        .collect(Collectors.joining());
    }

    private static String database(int project) {
        return """
                apiVersion: lowops.manifests.v1
                kind: Database
                metadata: {name: orders, %s}
                spec: {cpuCount: 1}
                """.formatted(place(project));
    }

    private static String build(int number) {
        return """
                ---
                apiVersion: lowops.manifests.v1
                kind: BuildDefinition
                metadata: {name: %1$s, github-repository: %1$s, github-connection: default, organization: acme}
                spec: {type: JAVA, containerize: {name: %1$s, registries: [docker-private]}}
                """.formatted(name(number));
    }

    private static String config(int number) {
        return """
                ---
                apiVersion: lowops.manifests.v1
                kind: DeploymentConfig
                metadata: {name: %s, %s}
                spec:
                  version: "1.0.0"
                  ports: {8080: http}
                  migrationJobContainer: {args: [migrate]}
                """.formatted(name(number), place(number / IN_PROJECT));
    }

    /** An Application up to its description and from there on; the placeholder stands for neither dialect's own characters. */
    private static Form yaml(int number) {
        String[] parts = """
                apiVersion: lowops.manifests.v1
                kind: Application
                metadata:
                  name: %1$s
                  project: %2$s
                  environment: production
                  organizational-unit: retail
                  organization: %3$s
                spec:
                  description: |
                    @
                  target: CLOUD_RUN
                  source: %1$s
                  container: %1$s
                  project: %2$s
                  runMigrationJob: true
                  accessControl:
                    database:
                      name: orders
                      schema: %4$s
                      privileges: [USAGE, CREATE]
                      secretSource:
                        envVar: DATABASE_URL
                """.formatted(name(number), projectName(number / IN_PROJECT), ORGANIZATION, schema(number))
                .split("@", -1);
        return new Form(false, parts[0], parts[1], "\n    ");
    }

    private static Form json(int number) {
        String[] parts = """
                {"apiVersion":"lowops.manifests.v1","kind":"Application","metadata":{"name":"%1$s","project":"%2$s",\
                "environment":"production","organizational-unit":"retail","organization":"%3$s"},"spec":{\
                "description":"@","target":"CLOUD_RUN","source":"%1$s","container":"%1$s","project":"%2$s",\
                "runMigrationJob":true,"accessControl":{"database":{"name":"orders","schema":"%4$s",\
                "privileges":["USAGE","CREATE"],"secretSource":{"envVar":"DATABASE_URL"}}}}}
                """.formatted(name(number), projectName(number / IN_PROJECT), ORGANIZATION, schema(number))
                .split("@", -1);
        return new Form(true, parts[0], parts[1], "\\n");
    }

    private static String place(int project) {
        return "project: %s, environment: production, organizational-unit: retail, organization: %s"
                .formatted(projectName(project), ORGANIZATION);
    }

    private static String projectName(int project) {
        return String.format(Locale.ROOT, "shop-%03d", project);
    }

    private static String name(int number) {
        return String.format(Locale.ROOT, "service-%05d", number);
    }

    private static String schema(int number) {
        return String.format(Locale.ROOT, "service_%05d", number);
    }

    /** Enough words that many places to begin at give many descriptions. */
    private static byte[] text(Random random) {
        return random.ints(16 * BYTES, 0, WORDS.length)
                .mapToObj(word -> WORDS[word])
                .collect(Collectors.joining(" "))
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** A manifest but for its description. */
    private record Form(boolean json, String head, String tail, String lineEnd) {
        byte[] fill(byte[] text, long number) {
            ByteBuffer body = ByteBuffer.allocate(BYTES);
            body.put(ascii(head)).put(ascii("Change " + number + ":"));
            byte[] tail = ascii(tail());
            byte[] lineEnd = ascii(lineEnd());
            // A prime, so that consecutive bodies begin far from each other.
            int at = (int) (number * 7_919 % (text.length - BYTES));
            while (body.remaining() > tail.length + lineEnd.length) {
                int length = Math.min(WIDTH, body.remaining() - tail.length - lineEnd.length);
                body.put(lineEnd).put(text, at, length);
                at += length;
            }
            while (body.remaining() > tail.length) {
                body.put((byte) '.');
            }
            return body.put(tail).array();
        }

        private static byte[] ascii(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
    }
}
