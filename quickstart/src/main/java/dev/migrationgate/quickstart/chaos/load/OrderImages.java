package dev.migrationgate.quickstart.chaos.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The images of the orders: a Java runtime's own file server, or a program that ends at once. */
public final class OrderImages {
    private OrderImages() {}

    /** Where the configuration of the order's image is, below the emulator's root of images. */
    public static Path config(Order order) {
        return Path.of(OrderManifests.imageFolder(order), "config.json");
    }

    /** Writes the order's image below the emulator's root of images. */
    public static void write(Path root, Order order) throws IOException {
        Path config = root.resolve(config(order));
        Files.createDirectories(config.resolveSibling("rootfs/app"));
        String command = order.kind().healthy()
                ? "exec %s -Xmx24m -Xss256k -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -m jdk.httpserver -b 127.0.0.1 -p $PORT -o none"
                        .formatted(Path.of(System.getProperty("java.home"), "bin", "java"))
                : "echo broken; exit 3";
        Files.writeString(config, """
                {
                  "architecture": "amd64",
                  "os": "linux",
                  "config": {
                    "Entrypoint": ["/bin/sh", "-c", "%s"],
                    "ExposedPorts": { "8080/tcp": {} },
                    "WorkingDir": "/app"
                  }
                }
                """.formatted(command));
    }
}
