package dev.migrationgate.deployer.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Deployments to test with. */
public final class Deployments {
    /** When the first of them is requested. */
    public static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

    public static final String IMAGE =
            "europe-west1-docker.pkg.dev/payment-gateway-production/docker-private/payment-api:1.0.0";
    public static final String MIGRATION_IMAGE = IMAGE.replace("payment-api:", "payment-api-migrate:");

    private static final String APPLICATION = "fincorp/retail-banking/production/payment-gateway/payment-api";
    private static final String JOBS = "projects/payment-gateway-production/locations/europe-west1/jobs/";

    private Deployments() {}

    /** The n-th deployment of the application, requested n minutes after {@link #START}, with its migration applied. */
    public static Deployment applied(int number) {
        String id = id(number);
        String job = "m-" + id.substring(0, 20) + "-a1";
        Evidence evidence = new Evidence(JOBS + job, JOBS + job + "/executions/" + job + "-run", MIGRATION_IMAGE, 1);
        return with(number, GateOutcome.APPLIED, Optional.of(evidence), Optional.of(MIGRATION_IMAGE));
    }

    /** The n-th deployment, without a migration. */
    public static Deployment notRequired(int number) {
        return with(number, GateOutcome.NOT_REQUIRED, Optional.empty(), Optional.empty());
    }

    public static Deployment with(
            int number, GateOutcome outcome, Optional<Evidence> evidence, Optional<String> migrationImage) {
        return with(number, outcome, evidence, migrationImage, "gate of " + id(number));
    }

    public static Deployment with(
            int number,
            GateOutcome outcome,
            Optional<Evidence> evidence,
            Optional<String> migrationImage,
            String gate) {
        Instant requestedAt = START.plus(Duration.ofMinutes(number));
        return new Deployment(
                id(number),
                APPLICATION,
                "1.0." + number,
                requestedAt,
                requestedAt.plusSeconds(20),
                outcome,
                evidence,
                migrationImage,
                service(),
                gate,
                Optional.empty());
    }

    /** The n-th deployment, without a migration, with an event of so many characters. */
    public static Deployment large(int number, int characters) {
        String gate = "%08d".formatted(number).repeat(characters / 8);
        return with(number, GateOutcome.NOT_REQUIRED, Optional.empty(), Optional.empty(), gate);
    }

    /** The service with one plain variable and one secret. */
    public static ServicePlan service() {
        ContainerPlan container = new ContainerPlan(
                IMAGE,
                List.of("/app/serve"),
                List.of("--quiet"),
                List.of(
                        new EnvironmentValue.Plain("MODE", "live"),
                        new EnvironmentValue.Secret(
                                "DATABASE_URL",
                                "projects/payment-gateway-production/secrets/payments-db-runtime",
                                "3")),
                Optional.of("1"),
                Optional.of("512Mi"));
        return new ServicePlan(
                "payment-gateway-production",
                "europe-west1",
                "payment-api",
                container,
                8080,
                Optional.of(new StartupCheck(Optional.of("/health"), 8080, 1, 1, 30)),
                0,
                Optional.of(4),
                Duration.ofMinutes(4),
                Optional.empty());
    }

    private static String id(int number) {
        return "d%09daaaaaaaaaaaaaaaa".formatted(number);
    }

    /** The same of an application of another unit, which comes to the same service. */
    public static Deployment ofAnother(Deployment deployment) {
        return new Deployment(
                deployment.deploymentId(),
                "fincorp/another-unit/production/payment-gateway/payment-api",
                deployment.version(),
                deployment.requestedAt(),
                deployment.decidedAt(),
                deployment.outcome(),
                deployment.evidence(),
                deployment.migrationImage(),
                deployment.service(),
                deployment.gate(),
                deployment.trace());
    }
}
