package dev.migrationgate.tests.mainjob;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The image of the payment gateway under further references, as somebody has it who promotes images from one environment's registry to the next.
 *
 * @param root what stands for the checkout: it has the registry server, and these images
 */
record MoreImages(Path root) {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final String IMAGES = "examples/target/images/europe-west1-docker.pkg.dev";

    /** The same images as in the checkout, and no more. */
    static MoreImages in(Path root) throws IOException {
        link(root.resolve("quickstart/target/registry"), CHECKOUT.resolve("quickstart/target/registry"));
        var images = new MoreImages(root);
        images.push("production", "1.0.0");
        return images;
    }

    /** The repository of an environment. */
    static String repository(String environment) {
        return "europe-west1-docker.pkg.dev/payment-gateway-" + environment + "/docker-private/payment-api";
    }

    /** Makes the image of version one known in an environment's repository by another tag or digest. */
    void push(String environment, String tagOrDigest) throws IOException {
        Path image = Path.of(IMAGES, "payment-gateway-production/docker-private/payment-api/1.0.0");
        Path folder = Path.of(IMAGES, "payment-gateway-" + environment, "docker-private/payment-api");
        link(root.resolve(folder).resolve(tagOrDigest.replace(':', '-')), CHECKOUT.resolve(image));
    }

    private static void link(Path from, Path to) throws IOException {
        Files.createDirectories(from.getParent());
        Files.createSymbolicLink(from, to);
    }
}
