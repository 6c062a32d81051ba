package dev.migrationgate.deployer.cloudrun;

import com.google.cloud.run.v2.RevisionScaling;
import com.google.cloud.run.v2.RevisionTemplate;
import com.google.cloud.run.v2.Service;
import com.google.protobuf.CodedOutputStream;
import dev.migrationgate.deployer.rollout.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** The service as a deployment wants it. What the deployment says nothing about stays as it was read. */
final class ServiceTemplate {
    private static final int DIGEST_LENGTH = 40;

    private ServiceTemplate() {}

    /** A service that does not exist yet. Its first revision gets the traffic: there is no other. */
    static Service first(Deployment deployment, Instant calledAt) {
        return with(Service.newBuilder(), deployment, calledAt, "").build();
    }

    /** A service with the deployment's revision added, and the traffic left where it is. */
    static Service next(Service read, Deployment deployment, Instant calledAt) {
        Traffic serving = Traffic.serving(read);
        return with(read.toBuilder(), deployment, calledAt, serving.text())
                .clearTraffic()
                .addAllTraffic(serving.holding(read, deployment.revisionName()))
                .build();
    }

    /** Digest of what a revision runs, short enough for a label. */
    static String digest(Deployment deployment) {
        RevisionTemplate template =
                running(RevisionTemplate.newBuilder(), deployment).build();
        byte[] bytes = new byte[template.getSerializedSize()];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        // Maps have no order of their own; without this, equal templates could differ in bytes.
        out.useDeterministicSerialization();
        try {
            template.writeTo(out);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest).substring(0, DIGEST_LENGTH);
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory cannot fail to be written", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Service.Builder with(
            Service.Builder service, Deployment deployment, Instant calledAt, String previousTraffic) {
        var labels = Marks.labels(deployment, digest(deployment));
        RevisionTemplate.Builder template = running(service.getTemplate().toBuilder(), deployment)
                .setRevision(deployment.revisionName())
                .putAllLabels(labels)
                .putAllAnnotations(Marks.ofRevision(deployment, calledAt));
        return service.setTemplate(template)
                .putAllLabels(labels)
                .putAllAnnotations(Marks.ofService(deployment, previousTraffic));
    }

    private static RevisionTemplate.Builder running(RevisionTemplate.Builder template, Deployment deployment) {
        RevisionScaling.Builder scaling = RevisionScaling.newBuilder()
                .setMinInstanceCount(deployment.service().minInstances());
        deployment.service().maxInstances().ifPresent(scaling::setMaxInstanceCount);
        return template.setScaling(scaling).clearContainers().addContainers(ContainerTemplate.of(deployment));
    }
}
