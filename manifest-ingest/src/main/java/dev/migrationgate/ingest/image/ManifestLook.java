package dev.migrationgate.ingest.image;

import dev.migrationgate.ingest.intake.ImageLook;
import dev.migrationgate.ingest.intake.ImageReference;
import dev.migrationgate.manifests.Digest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Optional;

/** Asks a registry for the digest of an image's manifest. Safe for several threads. */
final class ManifestLook {
    /** An image may be one for several platforms, or for one; the old form, whose digest is none of its bytes, is not asked for. */
    private static final String MANIFESTS = "application/vnd.oci.image.index.v1+json,"
            + " application/vnd.oci.image.manifest.v1+json,"
            + " application/vnd.docker.distribution.manifest.list.v2+json,"
            + " application/vnd.docker.distribution.manifest.v2+json";

    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    private final ImageSettings settings;
    private final Addresses addresses;
    private final Exchange exchange;
    private final Tokens tokens;

    ManifestLook(ImageSettings settings, Exchange exchange, Tokens tokens) {
        this.settings = settings;
        this.addresses = new Addresses(settings.endpoint());
        this.exchange = exchange;
        this.tokens = tokens;
    }

    /**
     * Asks.
     *
     * @throws IOException there is no answer of any use
     */
    ImageLook of(ImageReference image) throws IOException, InterruptedException {
        if (settings.endpoint().isEmpty() && !settings.allowed().allow(Addresses.host(image))) {
            return new ImageLook.NotAllowed(
                    "is in a registry that ingest may not ask which image its tag stands for",
                    "write its digest (…@sha256:…), take it from one of " + settings.allowed()
                            + ", or have the registry added to IMAGE_REGISTRIES of ingest");
        }
        URI address;
        try {
            address = addresses.manifest(image);
        } catch (IllegalArgumentException _) {
            return missing("is no reference that a registry could be asked for");
        }
        Optional<String> authorization = settings.endpoint().isPresent()
                ? Optional.empty()
                : tokens.first(Addresses.host(image), Addresses.repository(image));
        Exchange.Answer answer = ask("HEAD", address, authorization);
        if (answer.status() == UNAUTHORIZED && settings.endpoint().isEmpty()) {
            Optional<String> wanted = tokens.wanted(answer, Addresses.host(image), Addresses.repository(image));
            if (wanted.isPresent()) {
                authorization = wanted;
                answer = ask("HEAD", address, wanted);
            }
        }
        return answer.isGood() ? found(answer, address, authorization) : missing(answer);
    }

    private Exchange.Answer ask(String method, URI address, Optional<String> authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Accept", MANIFESTS);
        authorization.ifPresent(value -> request.header("Authorization", value));
        return exchange.send(request.build()).ofUse();
    }

    private ImageLook found(Exchange.Answer answer, URI address, Optional<String> authorization)
            throws IOException, InterruptedException {
        Optional<String> digest = answer.headers().firstValue("Docker-Content-Digest");
        if (digest.isPresent()) {
            try {
                return new ImageLook.Found(new Digest(digest.get()));
            } catch (IllegalArgumentException _) {
                return missing("has a digest of a kind that cannot be deployed");
            }
        }
        // A registry need not say it: then it is that of the bytes.
        Exchange.Answer whole = ask("GET", address, authorization);
        return whole.isGood() ? new ImageLook.Found(Digest.of(whole.body().toByteArray())) : missing(whole);
    }

    private static ImageLook missing(Exchange.Answer answer) {
        return missing(
                answer.status() == NOT_FOUND
                        ? "is not in its registry"
                        : "is not shown by its registry, or is not there: it answered " + answer.status());
    }

    private static ImageLook missing(String reason) {
        return new ImageLook.Missing(
                reason, "push it first, write a version that is there, or let ingest read its registry");
    }
}
