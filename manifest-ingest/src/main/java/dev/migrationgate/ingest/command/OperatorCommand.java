package dev.migrationgate.ingest.command;

import dev.migrationgate.ingest.intake.Deployment;
import java.time.Instant;

/**
 * What a person asks for. The same id twice is one command.
 *
 * @param id the {@code Idempotency-Key}, or a random one
 * @param deployment the deployment it is about
 * @param wish what is asked for
 * @param acceptedAt when, to the millisecond
 * @param traceparent W3C trace context that its event carries on
 */
public record OperatorCommand(String id, Deployment deployment, Wish wish, Instant acceptedAt, String traceparent) {}
